/** How a Chromium is started on a machine that may have neither a screen nor a graphics card nor an account but root's. */

const DRAW_IN_SOFTWARE = [
  "--disable-dev-shm-usage",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

export const CHROMIUM_ARGS: readonly string[] =
  process.getuid?.() === 0 ? [...DRAW_IN_SOFTWARE, "--no-sandbox"] : DRAW_IN_SOFTWARE;
