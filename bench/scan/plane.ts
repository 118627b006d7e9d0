/** A flat thing before the camera: maps a pixel back onto it. Row-major 3 × 3, pixel → plane. */
export type Plane = readonly number[];

/** How a phone is held. Angles in radians; `width` is what length 1 of the plane measures in pixels at its middle. */
export type Pose = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly turn: number;
  readonly tilt: number; // away from the camera
  readonly tiltAlong: number; // the direction of the axis it is tilted about
  readonly distance: number; // of the camera, in widths: the nearer, the stronger the perspective
};

/** The homography from the picture to the plane, whose origin lies in the middle of the symbol. */
export function seenAs({ x, y, width, turn, tilt, tiltAlong, distance }: Pose): Plane {
  const [ca, sa] = [Math.cos(tiltAlong), Math.sin(tiltAlong)];
  const [ct, st] = [Math.cos(tilt), Math.sin(tilt)];
  const [cr, sr] = [Math.cos(turn), Math.sin(turn)];
  // A rotation about the axis (ca, sa, 0) by the tilt, its first two columns, after a turn within the plane.
  const r00 = ct + ca * ca * (1 - ct);
  const r01 = ca * sa * (1 - ct);
  const r11 = ct + sa * sa * (1 - ct);
  const [r20, r21] = [-sa * st, ca * st];
  const turned = (a: number, b: number): readonly [number, number] => [a * cr + b * sr, -a * sr + b * cr];
  const [m00, m01] = turned(r00, r01);
  const [m10, m11] = turned(r01, r11);
  const [m20, m21] = turned(r20, r21);
  const scale = width * distance;
  // picture = (scale * m0 + x * depth, scale * m1 + y * depth) / depth, depth = distance + m2
  return inverse([
    scale * m00 + x * m20, scale * m01 + x * m21, x * distance,
    scale * m10 + y * m20, scale * m11 + y * m21, y * distance,
    m20, m21, distance,
  ]); // biome-ignore format: a matrix
}

function inverse(m: readonly number[]): Plane {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const det = a * A + b * B + c * C;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map((n) => n / det);
}
