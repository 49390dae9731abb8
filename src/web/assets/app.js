// app.js - what every page loads: htmx for partial replies, and our custom elements.
import htmx from "htmx.org/dist/htmx.esm.js";

window.htmx = htmx;
