import { basename, extname } from "node:path";
import type { LayoutWidget } from "../../domain/page.ts";
import type { Widget } from "../../domain/widget.ts";
import { shownPath } from "../../files/shown-path.ts";
import { type ParameterPlace, parametersNaming } from "../config/parameters-naming.ts";
import type { WidgetFile } from "../template/widget-templates.ts";

/** Says of the files that hold the widget whose they are, and what in the configuration chooses them. */
export async function layoutWidgets(
  files: readonly WidgetFile[],
  place: ParameterPlace & { readonly widget: Widget },
): Promise<readonly LayoutWidget[]> {
  const { siteDir, repositoryDir, widget } = place;
  return Promise.all(
    files.map(async ({ file, line }) => {
      const inSite = shownPath(siteDir, file);
      const name = basename(file, extname(file));
      return {
        location: { file: shownPath(repositoryDir, file), line },
        isOwn: !/^(?:\.\.|[a-z]:|\/|themes\/|_vendor\/|node_modules\/)/i.test(inSite),
        // Another word may be the value of any parameter.
        chosenBy: widget.nameOfFiles.test(name) ? await parametersNaming(name, place) : [],
      };
    }),
  );
}
