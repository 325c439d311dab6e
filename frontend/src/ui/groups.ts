/** The thin mark of each group of node types: a hue and a title. */

const HUES: Record<string, number> = {
  triggers: 40,
  logic: 285,
  flow: 285,
  data: 235,
  web: 190,
  messages: 350,
  ai: 310,
  documents: 70,
  research: 130,
  people: 20,
  files: 100,
  code: 255,
  django: 155,
};

const TITLES: Record<string, string> = { ai: "AI", django: "Django", triggers: "Start" };

export function groupColour(group: string): string {
  const hue = HUES[group] ?? [...group].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return `oklch(0.66 0.13 ${hue})`;
}

export function groupTitle(group: string): string {
  return TITLES[group] ?? group.charAt(0).toUpperCase() + group.slice(1).replaceAll("_", " ");
}
