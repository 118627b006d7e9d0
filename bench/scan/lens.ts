/** Grey values, 0 black to 255 white, not yet cut off. */
export type Light = { readonly width: number; readonly height: number; readonly values: Float32Array };

/** Out of focus: a Gauss kernel. @param sigma in pixels */
export function defocus(light: Light, sigma: number): Light {
  if (sigma < 0.2) return light;
  const reach = Math.ceil(sigma * 3);
  const weights = Array.from({ length: reach * 2 + 1 }, (_, n) => Math.exp(-((n - reach) ** 2) / (2 * sigma * sigma)));
  return smear(smear(light, weights, 1, 0), weights, 0, 1);
}

/** The hand moved. @param length in pixels @param direction in radians */
export function shake(light: Light, length: number, direction: number): Light {
  if (length < 0.5) return light;
  const steps = Math.ceil(length * 2);
  const { width, height, values } = light;
  const out = new Float32Array(values.length);
  for (let step = 0; step <= steps; step++) {
    const along = (step / steps - 0.5) * length;
    const [dx, dy] = [Math.cos(direction) * along, Math.sin(direction) * along];
    const [fx, fy] = [Math.floor(dx), Math.floor(dy)];
    const [ax, ay] = [dx - fx, dy - fy];
    for (let y = 0; y < height; y++) {
      const top = within(y + fy, height) * width;
      const below = within(y + fy + 1, height) * width;
      for (let x = 0; x < width; x++) {
        const [left, right] = [within(x + fx, width), within(x + fx + 1, width)];
        const upper = at(values, top + left) * (1 - ax) + at(values, top + right) * ax;
        const lower = at(values, below + left) * (1 - ax) + at(values, below + right) * ax;
        out[y * width + x] = at(out, y * width + x) + (upper * (1 - ay) + lower * ay) / (steps + 1);
      }
    }
  }
  return { width, height, values: out };
}

function smear({ width, height, values }: Light, weights: readonly number[], dx: number, dy: number): Light {
  const reach = (weights.length - 1) / 2;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let total = 0;
      for (let n = -reach; n <= reach; n++) {
        total += at(values, within(y + n * dy, height) * width + within(x + n * dx, width)) * (weights[n + reach] ?? 0);
      }
      out[y * width + x] = total / sum;
    }
  }
  return { width, height, values: out };
}

function within(place: number, length: number): number {
  return place < 0 ? 0 : place >= length ? length - 1 : place;
}

function at(values: Float32Array, place: number): number {
  return values[place] ?? 0;
}
