// Fill blanks by pdf.js: node fill_by_pdf_js.mjs JOBS.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

// Node 18, which is Debian 12's, has no such function, and pdf.js asks for it as it is loaded.
process.getBuiltinModule ??= createRequire(import.meta.url);
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

async function widgets(document) {
  const found = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    found.push(...(await page.getAnnotations()).filter(({ subtype }) => subtype === "Widget"));
  }
  return found;
}

for (const job of JSON.parse(await readFile(process.argv[2], "utf-8"))) {
  const data = new Uint8Array(await readFile(job.blank));
  const document = await getDocument({ data, verbosity: 0 }).promise;
  const values = new Map(job.fields.map(({ name, value }) => [name, value]));
  for (const { id, fieldName } of await widgets(document)) {
    if (values.has(fieldName)) document.annotationStorage.setValue(id, { value: values.get(fieldName) });
  }
  await writeFile(job.saved, await document.saveDocument());
  await document.destroy();
}
