@rem What POSIX shells build in. npm start says "exec node …", so that signals reach the terminal and not a shell before it.
@%*
