/**
 * Everything that moves and has no picture of its own is drawn with ink: one primitive, a tapered line whose ends may
 * be round and whose edge may be soft, so it is also a dot, a glow, a trail and a piece of an arc. A layer of ink is one
 * instanced draw call, antialiased in the shader, and its buffer is written afresh each frame without allocating.
 *
 *   instance: x0 y0 x1 y1 | halfWidth0 halfWidth1 softness (below 0: butt ends) | paint0 paint1     (9 x 4 bytes)
 */
import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader } from "pixi.js";

const WORDS = 9;
const BYTES = WORDS * 4;

const VERTEX = `#version 300 es
in vec2 aCorner;
in vec4 aLine;
in vec3 aStroke;
in vec4 aPaint0;
in vec4 aPaint1;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
out vec4 vPaint;
out vec4 vShape;
flat out vec2 vKind;
void main(void) {
  vec2 delta = aLine.zw - aLine.xy;
  float size = length(delta);
  vec2 along = size > 0.0001 ? delta / size : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
  bool isButt = aStroke.z < 0.0;
  float width = mix(aStroke.x, aStroke.y, aCorner.x) + 1.0;
  float cap = isButt ? 0.0 : width;
  float u = mix(-cap, size + cap, aCorner.x);
  float v = aCorner.y * max(aStroke.x, aStroke.y) + aCorner.y;
  vec2 place = aLine.xy + along * u + across * v;
  gl_Position = vec4((uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(place, 1.0)).xy, 0.0, 1.0);
  vPaint = mix(aPaint0, aPaint1, aCorner.x);
  vShape = vec4(u, v, aStroke.x, aStroke.y);
  vKind = vec2(size, aStroke.z);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec4 vPaint;
in vec4 vShape;
flat in vec2 vKind;
out vec4 finalColor;
void main(void) {
  float size = vKind.x;
  float beyond = max(max(-vShape.x, vShape.x - size), 0.0);
  float share = size > 0.0001 ? clamp(vShape.x / size, 0.0, 1.0) : 0.0;
  float width = max(mix(vShape.z, vShape.w, share), 0.001);
  float far = length(vec2(beyond, vShape.y)) / width;
  float edge = fwidth(far);
  float soft = abs(vKind.y);
  float cover = 1.0 - smoothstep(1.0 - max(soft, edge), 1.0 + edge * (1.0 - soft) * 0.5, far);
  finalColor = vPaint * mix(cover, cover * cover, soft);
}`;

const CORNERS = new Float32Array([0, -1, 0, 1, 1, -1, 1, 1]);

function makeGeometry(lines: Buffer): Geometry {
  const at = (offset: number, format: "float32x4" | "float32x3" | "unorm8x4") => ({
    buffer: lines,
    format,
    stride: BYTES,
    offset,
    instance: true,
  });
  return new Geometry({
    topology: "triangle-strip",
    instanceCount: 0,
    attributes: {
      aCorner: { buffer: new Buffer({ data: CORNERS, usage: BufferUsage.VERTEX }), format: "float32x2", stride: 8, offset: 0 },
      aLine: at(0, "float32x4"),
      aStroke: at(16, "float32x3"),
      aPaint0: at(28, "unorm8x4"),
      aPaint1: at(32, "unorm8x4"),
    },
  });
}

export class Ink {
  readonly #buffer: Buffer;
  readonly #geometry: Geometry;
  readonly #shader: Shader;
  #floats: Float32Array;
  #words: Uint32Array;
  #count = 0;

  /** `capacity`: lines it holds before it has to grow. */
  constructor(capacity: number) {
    this.#floats = new Float32Array(capacity * WORDS);
    this.#words = new Uint32Array(this.#floats.buffer);
    this.#buffer = new Buffer({ data: this.#floats, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST, shrinkToFit: false });
    this.#geometry = makeGeometry(this.#buffer);
    this.#shader = new Shader({ glProgram: GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: "ink" }), resources: {} });
  }

  /** A thing to put on the stage; several may show the same ink. */
  makeMesh(): Mesh<Geometry, Shader> {
    return new Mesh<Geometry, Shader>({ geometry: this.#geometry, shader: this.#shader });
  }

  /** Lines drawn since `clear`. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /**
   * Half widths at both ends; `soft` is the share of the half width that the edge fades over: 0 is crisp, 1 a glow,
   * below 0 the same with butt ends. Paint comes from `paint` or `light` in color.ts.
   */
  taper(x0: number, y0: number, x1: number, y1: number, half0: number, half1: number, soft: number, paint0: number, paint1: number): void {
    let at = this.#count * WORDS;
    if (at + WORDS > this.#floats.length) this.#grow();
    this.#count++;
    const floats = this.#floats;
    floats[at++] = x0;
    floats[at++] = y0;
    floats[at++] = x1;
    floats[at++] = y1;
    floats[at++] = half0;
    floats[at++] = half1;
    floats[at++] = soft;
    this.#words[at++] = paint0;
    this.#words[at] = paint1;
  }

  /** A crisp line of one width and paint with round ends. */
  line(x0: number, y0: number, x1: number, y1: number, width: number, paint: number): void {
    this.taper(x0, y0, x1, y1, width / 2, width / 2, 0, paint, paint);
  }

  dot(x: number, y: number, radius: number, paint: number): void {
    this.taper(x, y, x, y, radius, radius, 0, paint, paint);
  }

  /** A soft ball of light. */
  glow(x: number, y: number, radius: number, paint: number): void {
    this.taper(x, y, x, y, radius, radius, 1, paint, paint);
  }

  /** Hands what was drawn to the graphics card. */
  flush(): void {
    this.#geometry.instanceCount = this.#count;
    if (this.#count > 0) this.#buffer.setDataWithSize(this.#floats, this.#count * WORDS, true);
  }

  destroy(): void {
    this.#geometry.destroy(true);
    this.#shader.destroy();
  }

  #grow(): void {
    const grown = new Float32Array(this.#floats.length * 2);
    grown.set(this.#floats);
    this.#floats = grown;
    this.#words = new Uint32Array(grown.buffer);
  }
}
