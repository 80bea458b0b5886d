// Fill blanks by MuPDF: mutool run fill_by_mutool.js JOBS. It speaks ECMAScript 5.
"use strict";

function text(buffer) {
  var bytes = "";
  for (var i = 0; i < buffer.length; i++) bytes += "%" + (buffer[i] + 256).toString(16).slice(1);
  return decodeURIComponent(bytes);
}

function fill(widget, field) {
  if (field.kind === "text") widget.setTextValue(field.value);
  else if (field.kind === "choice") widget.setChoiceValue(field.shown);
  else if ((widget.getValue() !== "Off") !== field.value) widget.toggle();
}

function fillPage(page, annotations, fields) {
  var widgets = page.getWidgets(), at = 0;
  annotations.forEach(function (number, annotation) {
    if (annotation.get("Subtype").asName() !== "Widget") return;
    var field = fields[annotation.get("T").asString()];
    var widget = widgets[at++];
    if (field) fill(widget, field);
  });
  page.update();
}

JSON.parse(text(readFile(scriptArgs[0]))).forEach(function (job) {
  var document = new PDFDocument(job.blank), fields = {};
  job.fields.forEach(function (field) { fields[field.name] = field; });
  for (var number = 0; number < document.countPages(); number++) {
    fillPage(document.loadPage(number), document.findPage(number).get("Annots"), fields);
  }
  document.save(job.saved, "");
});
