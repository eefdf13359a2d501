// The browser's part of Explorer. It draws the controls that the kernel names, sends each change to the kernel, and
// shows the answer that comes back. It decides nothing, and it asks no network.

const PAUSE_MS = 250; // after the last key in a text, before the kernel is asked
const PATIENCE_MS = 500; // before the reader is told that the answer on the screen is an older one

// JupyterLab takes keys such as the arrows for its own commands, unless the element with the focus has this attribute.
const OWN_KEYS = "data-lm-suppress-shortcuts";

function keepKeys(root) {
  for (const node of root.querySelectorAll("input, select, button, summary")) node.setAttribute(OWN_KEYS, "true");
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== "") node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Each builder returns the element of a control, and how to show a value in it. `id` is unique on the page.

function buildChoice(control, id, send) {
  const inputs = control.choices.map(([word]) => make("input", { type: "radio", name: id, value: word }));
  const labels = control.choices.map(([, words, tone], place) => make("label", { class: tone }, inputs[place], words));
  for (const input of inputs) input.addEventListener("change", () => send(input.value));
  const node = make("fieldset", {}, make("legend", {}, control.label), make("div", { class: "choices" }, ...labels));
  const show = (value) => inputs.forEach((input) => (input.checked = input.value === value));
  return { node, show, fields: inputs };
}

function buildMenu(control, id, send) {
  const options = control.choices.map(([word, words]) => {
    const option = make("option", {}, words);
    option.value = word;
    return option;
  });
  const field = make("select", { id }, ...options);
  field.addEventListener("change", () => send(field.value));
  const node = make("div", { class: "control" }, make("label", { for: id }, control.label), field);
  return { node, show: (value) => (field.value = value), fields: [field] };
}

function buildNumber(control, id, send) {
  const field = make("input", { id, inputmode: "decimal", autocomplete: "off" });
  let timer, sent;
  const sendNow = () => {
    clearTimeout(timer);
    if (field.value !== sent) send((sent = field.value));
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(sendNow, PAUSE_MS);
  });
  field.addEventListener("change", sendNow);
  const node = make("div", { class: "control" }, make("label", { for: id }, control.label), field);
  const show = (value) => {
    if (field.value !== value && field.getRootNode().activeElement !== field) field.value = value;
    sent = value;
  };
  return { node, show, fields: [field], stop: () => clearTimeout(timer) };
}

function buildList(control, id, send) {
  const field = make("input", { id, autocomplete: "off" });
  const items = make("ul", { class: "items", "aria-label": "Medicines" });
  const empty = make("p", { class: "hint" });
  const [[none, noneWords], [nothingElse, nothingElseWords]] = control.choices;
  const takesNone = make("button", { type: "button" }, noneWords);
  const takesNothingElse = make("button", { type: "button" }, nothingElseWords);
  const act = (value, action) => {
    send(value, action);
    field.focus(); // the button that had the focus goes away
  };
  takesNone.addEventListener("click", () => act("", none));
  takesNothingElse.addEventListener("click", () => act("", nothingElse));
  let sent;
  const add = () => {
    if (field.value !== sent) send((sent = field.value));
  };
  field.addEventListener("change", add);
  field.addEventListener("keydown", (event) => event.key === "Enter" && add());
  const item = (words) => {
    const remove = make("button", { type: "button", "aria-label": `Remove ${words}` }, "×");
    remove.addEventListener("click", () => act(words, "remove-medicine"));
    return make("li", {}, words, remove);
  };
  const label = make("label", { for: id }, control.label);
  const node = make("div", { class: "control" }, label, field, items, empty, takesNone, takesNothingElse);
  const show = (held, values) => {
    if (values.unread) field.value ||= values.unread;
    else if (field.value === sent) field.value = "";
    sent = undefined;
    items.replaceChildren(...(held ?? []).map(item));
    items.hidden = !held?.length;
    const stated = held ? "No medicines." : "Medicines are not stated.";
    empty.textContent = values.partial ? "Only a part of the medicines is stated. Is there anything else?" : stated;
    empty.hidden = !values.partial && Boolean(held?.length);
    takesNone.hidden = Boolean(held);
    takesNothingElse.hidden = !values.partial;
  };
  return { node, show, fields: [field], last: field };
}

const BUILDERS = { choice: buildChoice, menu: buildMenu, number: buildNumber, list: buildList };

function render({ model, el }) {
  const key = `mg-${Math.random().toString(36).slice(2)}`; // two views of one widget share no id
  let asked = 0;
  let timer;

  const old = make("p", { class: "old" }, "Waiting for the kernel. The answer below is for the case before your change.");
  const status = make("div", { role: "status" });
  const answer = make("div", { class: "top", role: "group", "aria-label": "The answer" }, old, status);
  const more = make("div", { class: "more", role: "group", "aria-label": "The plan and what to watch for" });
  const facts = make("p", { class: "hint" });
  old.hidden = true;

  const send = (field, value) => {
    model.send({ field, value, of: [key, ++asked] });
    clearTimeout(timer);
    timer = setTimeout(() => (old.hidden = false), PATIENCE_MS);
  };

  const controls = model.get("_form").map((control) => {
    const id = `${key}-${control.name}`;
    const built = BUILDERS[control.kind](control, id, (value, action) => send(action ?? control.name, value));
    const hint = make("p", { class: "hint", id: `${id}-hint` }, control.hint);
    const fault = make("p", { class: "fault", id: `${id}-fault` });
    const last = built.last ?? built.node.lastElementChild;
    last.after(...(control.hint ? [hint] : []), fault);
    return { ...built, control, hint, fault };
  });

  const title = make("p", { class: "title" }, make("strong", {}, "The case"));
  const form = make("div", { class: "case", role: "group", "aria-label": "The case" }, title, ...controls.map(({ node }) => node), facts);

  const root = make("div", { class: "mg explorer", role: "group", "aria-label": "Explorer" });
  root.append(make("div", { class: "panes" }, answer, form, more));

  const show = () => {
    const view = model.get("_view");
    const [viewKey, number] = view.of;
    if (viewKey === key && number < asked) return; // the answer to a later change is on its way
    clearTimeout(timer);
    old.hidden = true;
    for (const { control, node, show: showValue, fields, hint, fault } of controls) {
      const { name } = control;
      const words = view.faults[name] ?? "";
      showValue(view.values[name], view.values);
      node.hidden = view.hidden.includes(name);
      fault.textContent = words;
      fault.hidden = !words;
      const described = [control.hint && hint.id, words && fault.id].filter(Boolean).join(" ");
      for (const field of fields) {
        field.disabled = view.disabled.includes(name);
        if (words) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
        if (described) field.setAttribute("aria-describedby", described);
        else field.removeAttribute("aria-describedby");
      }
    }
    facts.textContent = view.facts;
    if (status.dataset.shown !== view.answer) {
      status.dataset.shown = view.answer;
      status.innerHTML = view.answer;
    }
    const open = [...more.querySelectorAll("details")].map((details) => details.open);
    more.innerHTML = view.more;
    more.querySelectorAll("details").forEach((details, place) => (details.open = open[place] ?? false));
    keepKeys(root);
  };

  model.on("change:_view", show);
  show();
  el.append(root);
  return () => {
    model.off("change:_view", show);
    clearTimeout(timer);
    for (const { stop } of controls) stop?.();
  };
}

export default { render };
