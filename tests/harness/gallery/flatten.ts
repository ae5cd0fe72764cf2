/**
 * Runs in the page: what axe-core cannot judge words on becomes one colour, the worst that it has for them. The table below
 * everything becomes the lightest cloth; each gradient becomes that of its colours which the words on it differ least from.
 */

type Rgb = readonly [number, number, number];

const COLOR = /rgba?\(([^)]+)\)|color\(srgb ([^)]+)\)/g;

/** `cloth`: a colour of CSS. */
export function flatten(cloth: string): void {
  document.body.style.background = cloth;
  for (const canvas of document.querySelectorAll("canvas")) canvas.style.display = "none";
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    const { backgroundImage, color } = getComputedStyle(element);
    if (!backgroundImage.includes("gradient")) continue;
    const words = parse(color)[0]!.rgb;
    const stops = parse(backgroundImage);
    stops.sort((a, b) => contrast(a.rgb, words) - contrast(b.rgb, words));
    element.style.backgroundImage = "none";
    element.style.backgroundColor = stops[0]!.text;
  }
}

function parse(text: string): { text: string; rgb: Rgb }[] {
  return [...text.matchAll(COLOR)].map(([found, bytes, shares]) => {
    const numbers = (bytes ?? shares)!.split(/[\s,/]+/).map(Number);
    const scale = bytes === undefined ? 1 : 255;
    const [red, green, blue] = numbers.map((number) => number / scale) as [number, number, number];
    return { text: found, rgb: [red, green, blue] };
  });
}

/** As WCAG 2 reckons it, 1..21. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
