// axe-fa.test.mjs - every page in Persian, and that none is forgotten.
import { everyPage, noneForgotten } from './axe.mjs';

noneForgotten();
everyPage('fa');
