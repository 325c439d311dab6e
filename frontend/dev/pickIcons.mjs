// Picks the icons that node types use most from the full set, so that cards show them at once.
// Run by hand after adding names: node dev/pickIcons.mjs
import { readFileSync, writeFileSync } from "node:fs";

const NAMES =
  `play clock webhook calendar-clock mail rss git-branch split merge repeat repeat-2 rotate-cw shield
shield-check timer hourglass flag flag-off circle-stop octagon-x octagon-alert variable pencil pencil-line braces
list list-filter list-ordered filter arrow-down-up arrow-up-down sigma calculator combine scissors shuffle group
table table-2 database database-zap globe send message-square message-circle bell at-sign slack bot brain sparkles
wand-sparkles image file file-text file-json file-code files file-up file-down folder upload download link
search book-open library graduation-cap user users user-check user-round-check clipboard-check clipboard-list form-input
key lock hash type text text-quote quote code code-xml terminal square-function regex binary box boxes package
layers layout-template git-merge git-fork git-compare workflow network route signpost arrow-right-left equal
toggle-left pause ban circle-play circle-check circle-alert triangle-alert bug undo-2 history archive trash-2
printer receipt chart-bar chart-line scale percent dice-5 copy copy-minus calendar map-pin eye log-in log-out plug zap
cpu server cloud languages mic video rows-3 columns-3 sticky-note inbox alarm-clock arrow-down-a-z badge-check circle-dashed clipboard-pen diff funnel git-compare-arrows list-checks list-end mail-open refresh-cw siren square-x text-cursor-input`
    .split(/\s+/)
    .filter(Boolean);

const all = JSON.parse(
  readFileSync(new URL("../node_modules/lucide-static/icon-nodes.json", import.meta.url), "utf8"),
);
const picked = Object.fromEntries(NAMES.filter((name) => all[name]).map((name) => [name, all[name]]));
writeFileSync(new URL("../src/ui/commonIcons.json", import.meta.url), `${JSON.stringify(picked)}\n`);
console.log(`${Object.keys(picked).length} icons`);
