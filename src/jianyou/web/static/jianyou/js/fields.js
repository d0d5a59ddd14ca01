// The fields of a draft by their names; a group of radio buttons is one field.
const NAME = /^(filer|address|c-\d+-\w+)$/;

export function fieldsOf(form) {
  const fields = new Map();
  for (const control of form.elements) {
    if (!NAME.test(control.name)) continue;
    if (fields.has(control.name)) fields.get(control.name).controls.push(control);
    else fields.set(control.name, new Field(control));
  }
  return fields;
}

class Field {
  constructor(control) {
    this.name = control.name;
    this.controls = [control];
  }

  get control() {
    return this.controls[0];
  }

  get radio() {
    return this.control.type === "radio";
  }

  // What stands in it now.
  get text() {
    if (!this.radio) return this.control.value;
    const chosen = this.controls.find((one) => one.checked);
    return chosen ? chosen.value : "";
  }

  // What the page was sent with.
  get rendered() {
    if (!this.radio) return this.control.defaultValue;
    const chosen = this.controls.find((one) => one.defaultChecked);
    return chosen ? chosen.value : "";
  }

  put(text) {
    if (this.radio) for (const one of this.controls) one.checked = one.value === text;
    else this.control.value = text;
    this.control.dispatchEvent(new Event("filled"));
  }

  // Somebody is in it, and may be typing.
  get busy() {
    return document.hasFocus() && this.controls.includes(document.activeElement);
  }

  get box() {
    return this.control.closest(".field") || this.control.parentElement;
  }

  focus() {
    (this.controls.find((one) => one.checked) || this.control).focus();
  }
}
