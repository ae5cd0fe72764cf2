/**
 * The picture: layers from the cloth up to the crosshair, drawn from one `View` a frame. The static table is painted
 * once a map; all that moves is ink (ink.ts) and sprites from one sheet (atlas.ts). Nothing here knows the network.
 */
import "pixi.js/unsafe-eval";
import { Container, extensions, FilterPipe, FilterSystem, Sprite, WebGLRenderer } from "pixi.js";
import type { ArenaSource } from "#shared/sim/arena/arena.ts";
import type { SkiffView, View } from "../netcode/view.ts";
import { Atlas } from "./atlas.ts";
import { Bloom } from "./bloom.ts";
import { Bolts } from "./bolts.ts";
import type { Screen } from "#shared/view.ts";
import { Camera } from "./camera.ts";
import { isSoftware } from "./card.ts";
import { cushionsOf, Flares } from "./cushions.ts";
import { Focus, ownSkiff } from "./focus.ts";
import { Ink } from "./ink.ts";
import { Labels } from "./labels.ts";
import { DEFAULT_SETTINGS, type Look, lookFrom, type StageSettings } from "./look.ts";
import { Numbers } from "./numbers.ts";
import { drawObjectives } from "./objectives.ts";
import { Pointers } from "./pointers.ts";
import { Pads } from "./pads.ts";
import { Particles } from "./particles.ts";
import { Reactions } from "./reactions.ts";
import { Reticle } from "./reticle.ts";
import { Shocks } from "./shocks.ts";
import { Skiffs } from "./skiffs.ts";
import { Table } from "./table.ts";
import { HALL_COLOR } from "./tablePainting.ts";
import { AutoTier, type Tier, TIERS } from "./tier.ts";
import { Wounds } from "./wounds.ts";

export type { StageSettings } from "./look.ts";

export interface StageOptions {
  /** Where missing settings come from: `DEFAULT_SETTINGS`. */
  settings?: Partial<StageSettings>;
  /** The graphics card dropped the picture; it comes back by itself if the browser lets it (`onRestored`). */
  onLost?: () => void;
  onRestored?: () => void;
}

const REPAINT_RATIO = 1.25;
/** With a stick the crosshair floats this far from the skiff, and the camera looks this share ahead. */
const STICK_REACH_PX = 150;
const STICK_LOOK_AHEAD = 0.6;

const CONTEXT_ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  stencil: true,
  powerPreference: "high-performance",
};

extensions.add(FilterSystem, FilterPipe);

/** Makes the picture inside `parent` and fills it; rejects when the browser has no WebGL 2. */
export async function createStage(parent: HTMLElement, options: StageOptions = {}): Promise<Stage> {
  const canvas = document.createElement("canvas");
  // One context, made here: Pixi would take WebGL 1 where there is no WebGL 2.
  const context = canvas.getContext("webgl2", CONTEXT_ATTRIBUTES);
  if (!context) throw new Error("no WebGL 2");
  await document.fonts.ready;
  const renderer = new WebGLRenderer();
  await renderer.init({
    canvas,
    context,
    background: HALL_COLOR,
    autoDensity: true,
    skipExtensionImports: true,
    width: 2,
    height: 2,
  });
  return new Stage(parent, renderer, options);
}

export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly #parent: HTMLElement;
  readonly #renderer: WebGLRenderer;
  readonly #options: StageOptions;
  readonly #root = new Container();
  readonly #world = new Container();
  /** The light of the world once more, for the bloom. */
  readonly #shine = new Container();
  readonly #shineRoot = new Container();
  readonly #camera = new Camera();
  readonly #table: Table;
  readonly #floorInk = new Ink(2048);
  readonly #lightInk = new Ink(4096);
  readonly #overlayInk = new Ink(1024);
  readonly #inks: readonly Ink[] = [this.#floorInk, this.#lightInk, this.#overlayInk];
  readonly #focus = new Focus();
  readonly #flares = new Flares();
  readonly #particles = new Particles();
  readonly #shocks = new Shocks();
  readonly #bolts = new Bolts();
  readonly #pointers = new Pointers();
  readonly #reticle = new Reticle();
  readonly #wounds = new Wounds();
  readonly #atlas: Atlas;
  readonly #labels: Labels;
  readonly #skiffs: Skiffs;
  readonly #pads: Pads;
  readonly #numbers: Numbers;
  readonly #reactions: Reactions;
  readonly #bloom: Bloom;
  readonly #auto: AutoTier;
  #settings: StageSettings;
  #look: Look;
  #tier: Tier;
  #arena: ArenaSource | null = null;
  #pointer: { x: number; y: number } | null = null;
  #paintedScale = 1;
  #isReplay = false;
  #isLost = false;

  constructor(parent: HTMLElement, renderer: WebGLRenderer, options: StageOptions) {
    this.#parent = parent;
    this.#renderer = renderer;
    this.#options = options;
    this.canvas = renderer.canvas;
    this.#settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.#look = lookFrom(this.#settings);
    const onProcessor = isSoftware(renderer.gl);
    this.#auto = new AutoTier(onProcessor ? "low" : "high");
    this.#tier = this.#wantedTier();
    const fontFamily = getComputedStyle(parent).fontFamily;
    this.#atlas = new Atlas(fontFamily, 1);
    this.#labels = new Labels(fontFamily, 1);
    this.#table = new Table(onProcessor);
    this.#skiffs = new Skiffs(this.#atlas, this.#labels);
    this.#pads = new Pads(this.#atlas);
    this.#numbers = new Numbers(this.#atlas);
    this.#bloom = new Bloom(this.#shineRoot);
    this.#reactions = new Reactions({
      bolts: this.#bolts,
      camera: this.#camera,
      flares: this.#flares,
      numbers: this.#numbers,
      particles: this.#particles,
      reticle: this.#reticle,
      shocks: this.#shocks,
      skiffs: this.#skiffs,
      wounds: this.#wounds,
    });
    this.#stack();
    this.#mount();
    this.#applyTier();
  }

  /** Draws once with nothing to see, so that shaders are built and pictures sent before the first frame needs them. */
  warm(): void {
    const unseen = new Sprite({ texture: this.#atlas.picture("self"), alpha: 0.004 });
    this.#root.addChild(unseen);
    for (const ink of this.#inks) ink.dot(0, 0, 1, 0);
    for (const ink of this.#inks) ink.flush();
    this.#render();
    unseen.destroy();
  }

  /** Draws one frame. */
  draw(view: View): void {
    if (this.#isLost) return;
    this.prepare(view);
    this.#render();
  }

  /** All of `draw` but the drawing: brings every layer up to `view`. */
  prepare(view: View): void {
    if (this.#settings.tier === "auto" && this.#auto.observe(view.deltaMs))
      this.#changeTier(this.#auto.tier);
    if (view.arena !== this.#arena) this.#enterTable(view.arena);
    if (view.isReplay !== this.#isReplay) this.#cut(view.isReplay);
    this.#reactions.react(view, this.#look);
    const own = ownSkiff(view);
    this.#aimCamera(view, own);
    for (const ink of this.#inks) ink.clear();
    this.#drawWorld(view);
    this.#drawOverlay(view, own);
    for (const ink of this.#inks) ink.flush();
  }

  /** How much of the world is to be seen, px. */
  get visible(): Screen {
    return this.#camera.visible;
  }

  /** Fits the picture to its parent; call it when the window changes. */
  resize(): void {
    const width = Math.max(1, this.#parent.clientWidth);
    const height = Math.max(1, this.#parent.clientHeight);
    const pixelRatio = Math.min(window.devicePixelRatio || 1, TIERS[this.#tier].maxPixelRatio);
    this.#renderer.resize(width, height, pixelRatio);
    this.#camera.resize(width, height);
    this.#bloom.resize(width, height, pixelRatio);
    this.#wounds.resize(width, height);
    this.#labels.clear(Math.max(1.5, pixelRatio * 1.25) * this.#look.textSize);
    this.#repaint(this.#camera.scale * pixelRatio);
  }

  setSettings(settings: Partial<StageSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
    const { textSize } = this.#look;
    this.#look = lookFrom(this.#settings);
    this.#changeTier(this.#wantedTier());
    if (this.#look.textSize !== textSize) this.resize();
  }

  /** The tier in use; of interest when it is automatic. */
  get tier(): Tier {
    return this.#tier;
  }

  /** Where the mouse is, CSS px from the canvas's corner; null while a stick or a finger aims. */
  setPointer(pointer: { x: number; y: number } | null): void {
    this.#pointer = pointer;
  }

  /** World position below a point of the canvas (CSS px), as of the last frame and without its shake. */
  screenToWorld(x: number, y: number): { x: number; y: number } {
    return { x: this.#camera.worldX(x), y: this.#camera.worldY(y) };
  }

  destroy(): void {
    this.canvas.removeEventListener("webglcontextlost", this.#lose);
    this.canvas.removeEventListener("webglcontextrestored", this.#regain);
    this.canvas.remove();
    // The renderer first: its shaders hold the textures.
    this.#renderer.destroy();
    this.#bloom.destroy();
    this.#table.destroy();
    this.#wounds.destroy();
    this.#labels.clear(1);
    this.#root.destroy({ children: true });
    this.#shineRoot.destroy({ children: true });
    this.#atlas.destroy();
    for (const ink of this.#inks) ink.destroy();
  }

  #render(): void {
    if (TIERS[this.#tier].hasBloom) this.#bloom.render(this.#renderer);
    this.#renderer.render({ container: this.#root });
  }

  /** The order of the layers, bottom first. */
  #stack(): void {
    this.#world.addChild(
      this.#table.container,
      this.#floorInk.makeMesh(),
      this.#pads.container,
      this.#skiffs.container,
      this.#lightInk.makeMesh(),
    );
    this.#root.addChild(
      this.#world,
      this.#bloom.pane,
      this.#wounds.container,
      this.#overlayInk.makeMesh(),
      this.#skiffs.names,
      this.#numbers.container,
    );
    this.#shine.addChild(this.#lightInk.makeMesh());
    this.#shineRoot.addChild(this.#shine);
  }

  #mount(): void {
    this.canvas.style.display = "block";
    this.canvas.style.cursor = "none";
    this.canvas.addEventListener("webglcontextlost", this.#lose);
    this.canvas.addEventListener("webglcontextrestored", this.#regain);
    this.#parent.append(this.canvas);
  }

  readonly #lose = (): void => {
    this.#isLost = true;
    this.#options.onLost?.();
  };

  readonly #regain = (): void => {
    this.#isLost = false;
    this.#options.onRestored?.();
  };

  /** What is painted for one size on the screen is painted anew when that size has changed enough to be seen. */
  #repaint(screenScale: number): void {
    const change = screenScale / this.#paintedScale;
    if (change < REPAINT_RATIO && change > 1 / REPAINT_RATIO) return;
    this.#paintedScale = screenScale;
    this.#atlas.paint(screenScale);
    if (this.#arena) this.#table.build(this.#arena, screenScale);
  }

  #wantedTier(): Tier {
    return this.#settings.tier === "auto" ? this.#auto.tier : this.#settings.tier;
  }

  #changeTier(tier: Tier): void {
    if (tier === this.#tier) return;
    this.#tier = tier;
    this.#applyTier();
  }

  #applyTier(): void {
    this.#particles.share = TIERS[this.#tier].particleShare;
    this.#bloom.pane.visible = TIERS[this.#tier].hasBloom;
    this.#wounds.hasNight = TIERS[this.#tier].hasBloom;
    this.resize();
  }

  #enterTable(arena: ArenaSource): void {
    this.#arena = arena;
    this.#table.build(arena, this.#paintedScale);
    this.#flares.enterTable(cushionsOf(arena));
    this.#camera.enterTable(arena.width, arena.height);
    this.#pointers.clear();
    this.#clear();
  }

  /** To another time: what lingers of this one goes. Into it at once; out of it the camera glides, as to a spawn. */
  #cut(isReplay: boolean): void {
    this.#isReplay = isReplay;
    if (isReplay && this.#arena) this.#camera.enterTable(this.#arena.width, this.#arena.height);
    this.#clear();
  }

  #clear(): void {
    for (const part of [
      this.#flares,
      this.#particles,
      this.#shocks,
      this.#bolts,
      this.#numbers,
      this.#wounds,
    ])
      part.clear();
  }

  #aimCamera(view: View, own: SkiffView | null): void {
    const { width, height } = this.#renderer.screen;
    let aheadX = 0;
    let aheadY = 0;
    if (view.isReplay) {
      // It is somebody else's picture: it does not follow my hand.
    } else if (this.#pointer) {
      const reach = Math.min(width, height) / 2;
      aheadX = (this.#pointer.x - width / 2) / reach;
      aheadY = (this.#pointer.y - height / 2) / reach;
    } else if (own) {
      aheadX = Math.cos(own.aim) * STICK_LOOK_AHEAD;
      aheadY = Math.sin(own.aim) * STICK_LOOK_AHEAD;
    }
    const camera = this.#camera;
    camera.isStill = this.#look.reducedMotion;
    this.#focus.update(view);
    if (this.#focus.hasSwitched) camera.switchFocus();
    camera.follow(this.#focus.x, this.#focus.y, aheadX, aheadY, view.deltaMs);
    camera.shake(view.nowMs, view.deltaMs, this.#look.shake);
    this.#world.scale.set(camera.scale);
    this.#world.position.set(camera.screenX(0) + camera.shakeX, camera.screenY(0) + camera.shakeY);
    this.#shine.scale.set(camera.scale);
    this.#shine.position.copyFrom(this.#world.position);
  }

  #drawWorld(view: View): void {
    const look = this.#look;
    this.#pads.draw(view.pads, look, view.nowMs, this.#floorInk);
    drawObjectives(view, look, this.#floorInk, this.#lightInk);
    this.#skiffs.draw(view, look, this.#camera, this.#floorInk, this.#overlayInk);
    this.#flares.draw(this.#lightInk, view.deltaMs);
    this.#bolts.draw(view.bolts, view.skiffs, look, this.#lightInk, view.deltaMs);
    this.#shocks.draw(this.#lightInk, view.deltaMs, look.flash);
    this.#particles.draw(this.#lightInk, view.deltaMs);
  }

  #drawOverlay(view: View, own: SkiffView | null): void {
    this.#pointers.draw(view, this.#look, this.#camera, this.#overlayInk);
    for (const skiff of view.skiffs) this.#numbers.move(skiff.slot, skiff.x, skiff.y);
    this.#numbers.draw(this.#camera, this.#look.textSize, view.deltaMs);
    this.#wounds.fade(view.deltaMs);
    this.#wounds.drawRim(own?.health ?? null, this.#look, view.nowMs);
    this.#reticle.fade(view.deltaMs);
    if (!own) return;
    const x = this.#camera.screenX(own.x);
    const y = this.#camera.screenY(own.y);
    this.#wounds.drawArcs(
      this.#overlayInk,
      x + this.#camera.shakeX,
      y + this.#camera.shakeY,
      this.#camera,
      this.#look,
    );
    const reach = STICK_REACH_PX * this.#camera.scale;
    const aimX = this.#pointer?.x ?? x + Math.cos(own.aim) * reach;
    const aimY = this.#pointer?.y ?? y + Math.sin(own.aim) * reach;
    this.#reticle.draw(this.#overlayInk, aimX, aimY, view.own.weaponCharge, this.#look);
  }
}
