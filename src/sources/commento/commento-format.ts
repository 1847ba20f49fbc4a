import type { ExportFormat } from "../export/export-format.ts";
import { parseJson, wholeText } from "../export/json.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { commentoExport } from "./commento-export.ts";
import { readFirstVersion } from "./first-version.ts";
import { readThirdVersion } from "./third-version.ts";

/**
 * The JSON that Commento, Commento++ and Comentario export. A message is HTML, as readers saw it.
 * Sources: Commento 1.8 (`api/domain_export.go`, `api/comment.go`, `api/commenter.go`), Comentario 3
 * (`internal/svc/impex_comentario.go`, `resources/swagger/swagger.yml`)
 */
export const commentoFormat: ExportFormat = {
  kind: "commento",
  name: "Commento or Comentario export",
  exportAgain:
    "Export the comments again (Commento: the domain's General settings; Comentario: Domain operations, Export data) and use the file as it is.",
  async read(file, receiver) {
    const data = parseJson(await wholeText(file), commentoExport, { kind: "commento" });
    if (data.version === 1) readFirstVersion(data, receiver);
    else readThirdVersion(data, receiver);
    return [];
  },
  textsOf: (message, format) => commentTexts(message, format),
};
