/**
 * A picture that covers much of the screen. A sprite would go through the shader that picks one of sixteen textures for
 * every pixel, which a weak graphics card feels; a pane has a shader for its one texture alone.
 */
import { Mesh, MeshGeometry, Texture } from "pixi.js";

export type Pane = Mesh<MeshGeometry>;

/** One unit wide and high, so that its scale is its size. */
export function makePane(texture: Texture = Texture.EMPTY): Pane {
  const geometry = new MeshGeometry({
    positions: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
    uvs: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
  });
  geometry.batchMode = "no-batch";
  return new Mesh({ geometry, texture });
}
