// Shows the comments of a page as the Worker gives them, and sends new ones. The markup is the page's
// own: a comment is made from its <template>. An archive that is there already is kept, and completed
// by what has changed since.
// It is loaded as a module, which runs once however often it is named.

import { expandMark } from "./mark.ts";
import { startSection } from "./section.ts";

const sections = document.querySelectorAll<HTMLElement>("section.comments");
for (const section of sections) startSection(section);
// A template of the site shows them already, and shows them once.
if (sections.length === 0) expandMark(startSection);
