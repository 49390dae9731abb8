// app.js - what every page loads: htmx for partial replies, and our custom elements.
import htmx from "htmx.org/dist/htmx.esm.js";
import "./js/request.js";
import "./js/menus.js";
import "./js/recent.js";
import "./js/palette.js";
import "./js/keys.js";
import "./js/toasts.js";
import "./js/live.js";
import "./js/list.js";
import "./js/rows.js";
import "./js/pick.js";
import "./js/lines.js";
import "./js/number.js";
import "./js/draft.js";
import "./js/board.js";
import "./js/upload.js";
import "./js/attach.js";
import "./js/preview.js";
import "./js/submit.js";
import "./js/framed.js";
import "./js/riddle.js";
import "./js/talk.js";
import "./js/when.js";
import "./js/customer.js";
import "./js/calendar.js";
import "./js/fix.js";
import "./js/stepper.js";

// What comes in stands at once: a delay would put attributes back over what was done to it meanwhile.
htmx.config.defaultSettleDelay = 0;
window.htmx = htmx;
