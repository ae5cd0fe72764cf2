/**
 * All that moves and has no picture of its own is ink: tapered lines and arcs, crisp or soft, so also dots, glows, trails
 * and rings. A layer is one instanced draw call, antialiased in the shader, written afresh each frame without allocating.
 *   line: x0 y0 x1 y1       | halfWidth0 halfWidth1 softness (below 0: butt ends) | paint0 paint1     (9 x 4 bytes)
 *   arc:  x  y  from sweep  | radius     halfWidth  ARC + softness                | middle rim
 */
import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader } from "pixi.js";

const WORDS = 9;
const TURN = Math.PI * 2;
const BYTES = WORDS * 4;

/** Added to the softness of an arc: how the shader knows one. */
const ARC = 4;

const VERTEX = `#version 300 es
in vec2 aCorner;
in vec4 aLine;
in vec3 aStroke;
in vec4 aPaint0;
in vec4 aPaint1;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
out vec2 vPlace;
out vec4 vPaint;
flat out vec4 vRim;
flat out vec4 vShape;
flat out float vKind;
void main(void) {
  vec2 place;
  vPaint = aPaint0;
  vRim = aPaint1;
  vKind = aStroke.z;
  if (aStroke.z >= ${ARC - 1}.0) {
    vPlace = vec2(aCorner.x * 2.0 - 1.0, aCorner.y) * (aStroke.x + aStroke.y + 1.0);
    place = aLine.xy + vPlace;
    vShape = vec4(aStroke.xy, aLine.z + aLine.w * 0.5, abs(aLine.w) * 0.5);
  } else {
    vec2 delta = aLine.zw - aLine.xy;
    float size = length(delta);
    vec2 along = size > 0.0001 ? delta / size : vec2(1.0, 0.0);
    float width = max(aStroke.x, aStroke.y) + 1.0;
    float cap = aStroke.z < 0.0 ? 0.0 : width;
    vPlace = vec2(mix(-cap, size + cap, aCorner.x), aCorner.y * width);
    place = aLine.xy + along * vPlace.x + vec2(-along.y, along.x) * vPlace.y;
    vPaint = mix(aPaint0, aPaint1, aCorner.x);
    vShape = vec4(aStroke.xy, size, 0.0);
  }
  gl_Position = vec4((uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix * vec3(place, 1.0)).xy, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec2 vPlace;
in vec4 vPaint;
flat in vec4 vRim;
flat in vec4 vShape;
flat in float vKind;
out vec4 finalColor;
void main(void) {
  vec4 colour = vPaint;
  float soft = abs(vKind);
  float far;
  if (vKind >= ${ARC - 1}.0) {
    soft = vKind - ${ARC}.0;
    float turn = atan(vPlace.y, vPlace.x) - vShape.z;
    float off = abs(turn - 6.2831853 * floor(turn / 6.2831853 + 0.5));
    float beyond = max(off - vShape.w, 0.0) * vShape.x;
    far = length(vec2(beyond, length(vPlace) - vShape.x)) / vShape.y;
    colour = mix(vPaint, vRim, clamp(off / max(vShape.w, 0.001), 0.0, 1.0));
  } else {
    float size = vShape.z;
    float beyond = max(max(-vPlace.x, vPlace.x - size), 0.0);
    float share = size > 0.0001 ? clamp(vPlace.x / size, 0.0, 1.0) : 0.0;
    far = length(vec2(beyond, vPlace.y)) / max(mix(vShape.x, vShape.y, share), 0.001);
  }
  float edge = min(fwidth(far), 1.0);
  float cover = 1.0 - smoothstep(1.0 - max(soft, edge), 1.0 + edge * (1.0 - soft) * 0.5, far);
  finalColor = colour * mix(cover, cover * cover, soft);
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
      aCorner: {
        buffer: new Buffer({ data: CORNERS, usage: BufferUsage.VERTEX }),
        format: "float32x2",
        stride: 8,
        offset: 0,
      },
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
    this.#buffer = new Buffer({
      data: this.#floats,
      usage: BufferUsage.VERTEX | BufferUsage.COPY_DST,
      shrinkToFit: false,
    });
    this.#geometry = makeGeometry(this.#buffer);
    this.#shader = new Shader({
      glProgram: GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: "ink" }),
      resources: {},
    });
  }

  /** A thing to put on the stage; several may show the same ink. */
  makeMesh(): Mesh<Geometry, Shader> {
    return new Mesh<Geometry, Shader>({ geometry: this.#geometry, shader: this.#shader });
  }

  clear(): void {
    this.#count = 0;
  }

  /**
   * Half widths at both ends; `soft` is the share of the half width that the edge fades over: 0 is crisp, 1 a glow,
   * below 0 the same with butt ends. Paint comes from `paint` or `light` in color.ts.
   */
  taper(
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    half0: number,
    half1: number,
    soft: number,
    paint0: number,
    paint1: number,
  ): void {
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

  /**
   * Part of a circle from angle `from` over `sweep` (radians, clockwise on the screen) with round ends. `middle` is the
   * paint halfway along it, `rim` that of both ends.
   */
  arc(
    x: number,
    y: number,
    radius: number,
    from: number,
    sweep: number,
    width: number,
    soft: number,
    middle: number,
    rim: number,
  ): void {
    this.taper(x, y, from, sweep, radius, width / 2, ARC + soft, middle, rim);
  }

  ring(x: number, y: number, radius: number, width: number, soft: number, paint: number): void {
    this.taper(x, y, 0, TURN, radius, width / 2, ARC + soft, paint, paint);
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
