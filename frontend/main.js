// Everything here makes a page that already works more pleasant; nothing needs it.
import htmx from "htmx.org";
import "./css/main.css";
import { markDropTargets } from "./js/file_drop.js";
import { focusErrorSummary } from "./js/focus.js";
import { closePanels } from "./js/closing_panels.js";
import { offerPasskeys } from "./js/passkeys.js";
import { keepTonightsList } from "./offline/kept_copies.js";
import { boardKeys } from "./js/board_keys.js";
import { searchBoard, tickRooms } from "./js/board.js";
import { dragOnTimeline } from "./js/timeline.js";
import { walkRounds } from "./offline/rounds.js";
import { tickAll } from "./js/tick_all.js";
import { typeByRow } from "./js/typing_rows.js";

window.htmx = htmx;
focusErrorSummary();
closePanels();
markDropTargets();
offerPasskeys();
tickAll();
searchBoard();
tickRooms();
boardKeys();
dragOnTimeline();
typeByRow();
keepTonightsList();
walkRounds();
