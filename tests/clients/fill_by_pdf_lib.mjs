// Fill blanks by pdf-lib: node fill_by_pdf_lib.mjs JOBS.
import { readFile, writeFile } from "node:fs/promises";
import { PDFDocument } from "pdf-lib";

function fill(form, { name, kind, value, shown }) {
  if (kind === "text") form.getTextField(name).setText(value);
  else if (kind === "choice") form.getDropdown(name).select(shown);
  else if (value) form.getCheckBox(name).check();
  else form.getCheckBox(name).uncheck();
}

async function save(document) {
  try {
    return await document.save();
  } catch {
    return await document.save({ updateFieldAppearances: false });
  }
}

for (const job of JSON.parse(await readFile(process.argv[2], "utf-8"))) {
  const document = await PDFDocument.load(await readFile(job.blank));
  const form = document.getForm();
  for (const field of job.fields) fill(form, field);
  await writeFile(job.saved, await save(document));
}
