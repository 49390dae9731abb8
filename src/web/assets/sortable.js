// sortable.js - loaded by boards only: import(asset) gives Sortable.
export { default } from "sortablejs/modular/sortable.core.esm.js";
