// axe-en.test.mjs - every page in English.
import { everyPage } from './axe.mjs';

everyPage('en');
