/** Runs in the page: draws a crowded table frame by frame and tells how long the thread was busy with each. */
import { createStage, type Stage } from "../../client/render/stage.ts";
import { CrowdedView } from "./crowdedView.ts";

const PASSES = 4;
const SETTLE_FRAMES = 60;
const MEASURED_FRAMES = 240;
const FRAME_MS = 1000 / 60;
/** What makes the card, or whatever stands in for one, paint. */
const PAINTING = ["clear", "drawArrays", "drawElements"] as const;
const PAINTING_MANY = ["drawArraysInstanced", "drawElementsInstanced"] as const;

/**
 * Of each frame, ms: all that the thread does for it but wait for the painting. The same frames are drawn several times and
 * the least of each counts: what the machine did besides is not the picture's.
 */
export async function measure(): Promise<number[]> {
  const stage = await createStage(document.getElementById("stage")!, {
    settings: { tier: "high" },
  });
  stage.draw(new CrowdedView().next(FRAME_MS));
  const context = stage.canvas.getContext("webgl2")!;
  for (const call of [...PAINTING, ...PAINTING_MANY]) context[call] = () => {};
  const passes: number[][] = [];
  for (let pass = 0; pass < PASSES; pass++) passes.push(await drawAll(stage));
  return passes[0]!.map((_, frame) => Math.min(...passes.map((pass) => pass[frame]!)));
}

async function drawAll(stage: Stage): Promise<number[]> {
  const crowd = new CrowdedView();
  const drawMs: number[] = [];
  for (let frame = 0; frame < SETTLE_FRAMES + MEASURED_FRAMES; frame++) {
    const view = crowd.next(FRAME_MS);
    const start = performance.now();
    stage.draw(view);
    drawMs.push(performance.now() - start);
    // Lets go of the thread: the browser has its own things to do between two frames.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return drawMs.slice(SETTLE_FRAMES);
}
