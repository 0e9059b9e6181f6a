// The table of calls. Foreign text reaches the page as text nodes alone.
(() => {
  "use strict";

  const menu = document.querySelector("nav details");
  menu.addEventListener("click", (event) => {
    if (event.target.closest("a")) menu.open = false; // it would cover where one went
  });

  const ROWS = 50;
  const FEW = 120; // characters of a question or an answer in a row
  const SCROLLS = 1000; // characters that may need more than the height of a box
  const home = document.getElementById("calls-table");
  const block = document.getElementById("calls-data");
  const SVG = "http://www.w3.org/2000/svg";
  const CLASSES = {
    g: "evidence", o: "evidence of others, near-misses", s: "same document",
    h: "hard", w: "whole documents", r: "random",
  };
  const PROMPT = [
    "id", "question", "condition", "length", "tokens", "depth", "measured", "placement",
    "distractors", "arrangement", "cache", "passages", "shelf", "evidence",
  ];
  const QUESTION = [
    "id", "text", "chars", "type", "answers", "answersInAll", "choices", "category",
  ];
  const { length, number, seconds, usd } = words;
  const worded = (result) => result.replaceAll("_", " ");
  const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
  const unseen = (value) => {
    const codes = new Set((value.match(UNSEEN) || []).filter((char) => char !== "\r")
      .map((char) => `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`));
    return codes.size ? `Holds characters that cannot be seen, or that turn text around: ${[...codes].join(", ")}.` : null;
  };
  const known = (value) => value !== null && value !== undefined;
  const passages = (count) => `${number(count)} ${count === 1 ? "passage" : "passages"}`;

  const fill = (made, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.filter(known)); // a string becomes a text node
    return made;
  };
  const el = (name, attributes = {}, ...children) =>
    fill(document.createElement(name), attributes, children);
  const shape = (name, attributes = {}, ...children) =>
    fill(document.createElementNS(SVG, name), attributes, children);

  const note = (said) => (said ? el("p", { class: "note" }, said) : null);

  const unpacked = async () => {
    if (block.type === "application/json") return JSON.parse(block.textContent);
    if (!("DecompressionStream" in window)) {
      throw new Error("this browser cannot unpack them (it has no DecompressionStream)");
    }
    const bytes = Uint8Array.from(atob(block.textContent), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  const named = (names, values) => Object.fromEntries(names.map((name, i) => [name, values[i]]));

  const build = (data) => {
    const prompts = data.prompts.map((values) => named(PROMPT, values));
    const questions = data.questions.map((values) => named(QUESTION, values));
    const column = data.calls;
    const text = (name, call) => {
      const place = column[name][call];
      return known(place) ? data.texts[place] : null;
    };
    const promptOf = (call) => prompts[column.prompt[call]];
    const questionOf = (call) => questions[promptOf(call).question];
    const modelOf = (call) => data.models[column.model[call]];
    const resultOf = (call) => data.results[column.result[call]];
    const one = (name) => (call) => column[name][call];
    const ofPrompt = (name) => (call) => promptOf(call)[name];

    // Right where there is nothing to answer is to say so.
    const nothing = (call) => !questionOf(call).answers.length || promptOf(call).condition === "gold-removed";
    const abstains = (call) => resultOf(call) === "abstained" || (resultOf(call) === "correct" && nothing(call));
    const said = (call) => (abstains(call)
      ? `no answer: ${text("reason", call) ?? "says that the documents do not say"}`
      : text("given", call) ?? text("answer", call));

    // What a row shows; `value` sorts.
    const COLUMNS = [
      { head: "Question", value: (call) => questionOf(call).text, width: "w-question" },
      { head: "Model", value: modelOf, width: "w-model" },
      { head: "Condition", value: ofPrompt("condition"), width: "w-condition", lesser: true },
      { head: "Length", value: ofPrompt("length"), show: length, width: "w-number", lesser: true },
      { head: "Depth", value: ofPrompt("depth"), show: String, width: "w-depth", lesser: true },
      { head: "Result", value: resultOf, width: "w-result" },
      { head: "Time", value: one("seconds"), show: seconds, width: "w-number", lesser: true },
      { head: "Cost", value: one("cost"), show: usd, width: "w-number", lesser: true },
      { head: "Answer", value: said, lesser: true },
    ];
    const FILTERS = [
      { name: "Model", value: modelOf },
      { name: "Condition", value: ofPrompt("condition") },
      { name: "Length", value: ofPrompt("length"), show: length, absent: "none" },
      { name: "Depth", value: ofPrompt("depth"), show: String, absent: "none" },
      { name: "Result", value: resultOf, show: worded },
    ];
    const state = { found: [], page: 0, sort: null, down: false };

    // -- the prompt ----------------------------------------------------------------
    const key = (letter, words) => el(
      "li", {},
      shape("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" },
        shape("rect", { width: 10, height: 10, class: `c-${letter}` })),
      `${CLASSES[letter]}: ${words}`,
    );
    const strip = (prompt) => {
      const [runs, shares] = known(prompt.shelf) ? data.shelves[prompt.shelf] : ["", []];
      const pieces = prompt.evidence.map(([passage, depth, own]) => ({
        at: known(depth) ? depth : 0, letter: own ? "g" : "o",
        tokens: known(passage) ? data.passages[passage][2] : 0,
      }));
      const others = shares.reduce((sum, [, , tokens]) => sum + tokens, 0);
      const total = others + pieces.reduce((sum, piece) => sum + piece.tokens, 0);
      const words = pieces.filter((piece) => piece.letter === "g" && others)
        .map((piece) => piece.at.toFixed(3));
      const drawn = shape("svg", {
        class: "strip", viewBox: "0 0 1000 34", preserveAspectRatio: "none", role: "img",
        "aria-label": `The passages, first to last. ${
          words.length ? `Evidence at depth ${words.join(", ")}.` : ""} ${
          shares.map(([letter, count]) => `${CLASSES[letter]}: ${passages(count)}`).join("; ")}`,
      });
      const columns = [...runs.matchAll(/([a-z])(\d+)/g)];
      const all = columns.reduce((sum, [, , count]) => sum + Number(count), 0);
      let passed = 0;
      for (const [, letter, count] of columns) {
        const width = 1000 * Number(count) / all;
        drawn.append(shape("rect", { x: passed, y: 8, width, height: 18, class: `c-${letter}` }));
        passed += width;
      }
      for (const piece of pieces) {
        const width = others ? Math.max(5, 1000 * piece.tokens / total) : 1000 * piece.tokens / total;
        const x = others ? piece.at * (1000 - width) : 0;
        drawn.append(shape("rect", { x, y: others ? 2 : 8, width, height: others ? 30 : 18, class: `c-${piece.letter} edge` }));
      }
      const counts = shares.map(([letter, count, tokens]) =>
        key(letter, `${passages(count)}, ${number(tokens)} tokens`));
      for (const letter of ["g", "o"]) {
        const own = pieces.filter((piece) => piece.letter === letter);
        if (own.length) {
          const size = own.reduce((sum, piece) => sum + piece.tokens, 0);
          counts.unshift(key(letter, `${passages(own.length)}, ${number(size)} tokens`));
        }
      }
      return [drawn, el("ul", { class: "keys" }, ...counts)];
    };
    const evidence = (prompt) => prompt.evidence.map(([passage, depth, own, exact]) => {
      const where = known(passage)
        ? `${data.passages[passage][0]}, page ${data.passages[passage][1]}`
        : "a passage that is no longer stored";
      const at = known(depth) ? ` at ${exact ? `depth ${depth.toFixed(3)}` : `about depth ${depth.toFixed(2)}`}` : "";
      return el("li", {}, `${where}${at}${own ? "" : " (of another question, or a near-miss)"}`);
    });
    const layout = (prompt) => {
      const parts = [];
      if (prompt.condition === "closed-book") {
        parts.push(el("p", {}, "The question alone: no documents."));
      } else if (known(prompt.shelf) || prompt.evidence.some(([passage]) => known(passage))) {
        parts.push(...strip(prompt));
        if (prompt.evidence.length) {
          parts.push(note("Where the evidence stood:"), el("ul", {}, ...evidence(prompt)));
        } else {
          parts.push(note("No evidence is in it."));
        }
      } else {
        parts.push(note("Which passages it showed is not stored."));
      }
      parts.push(el("p", { class: "note" }, "The whole prompt: ", el("code", {}, `docqa prompts show ${prompt.id}`)));
      return parts;
    };
    const facts = (pairs) => el("dl", {}, ...pairs
      .filter(([, value]) => known(value) && value !== "")
      .flatMap(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)]));
    const asked = (value, prompt) => (known(prompt.measured) && prompt.condition !== "gold-removed"
      ? `${prompt.measured.toFixed(3)} (${value} asked)`
      : `its evidence was taken from ${value}`);
    const aboutPrompt = (prompt) => facts([
      ["Condition", prompt.condition],
      ["Tokens", `${number(prompt.tokens)}${known(prompt.length) ? ` (${length(prompt.length)} asked)` : ""}`],
      ["Depth", known(prompt.depth) ? asked(prompt.depth, prompt) : null],
      ["Passages", number(prompt.passages)],
      ["Question stands", prompt.condition === "closed-book" ? null : `${prompt.placement} the documents`],
      ["Distractors", prompt.distractors],
      ["Evidence", prompt.arrangement],
      ["Cache", prompt.cache],
    ]);

    // -- one call, opened ------------------------------------------------------------
    const long = (value, chars, what) => [
      note(value ? null : "Nothing: an empty text."),
      el("pre", { dir: "auto", class: what, ...(value.length > SCROLLS && { tabindex: 0 }) }, value),
      note(chars > data.cut ? `The first ${number(data.cut)} of ${number(chars)} characters.` : null),
      note(unseen(value)),
    ];
    const wanted = (question) => {
      if (!question.answers.length) return [el("p", {}, "That the documents do not say.")];
      const more = question.answersInAll - question.answers.length;
      return [
        el("ul", {}, ...question.answers.map((answer) => el("li", { dir: "auto" }, answer))),
        note(more ? `and ${number(more)} more` : null),
      ];
    };
    const tokens = (call) => {
      const [read, cached, written] = ["read", "cached", "written"].map((name) => one(name)(call));
      if (!known(read) && !known(written)) return null;
      const warm = cached ? `, ${number(cached)} of them from a cache` : "";
      return `${known(read) ? number(read) : "?"} read${warm}; ${known(written) ? number(written) : "?"} written`;
    };
    const timed = (name, call) => (known(one(name)(call)) ? seconds(one(name)(call)) : null);
    const detail = (call) => {
      const question = questionOf(call), prompt = promptOf(call), answer = text("answer", call);
      const reason = text("reason", call), given = text("given", call);
      return [
        el("h3", {}, "Question"),
        ...long(question.text, question.chars, "asked"),
        note(`${question.id} · ${question.type}${question.category ? ` · ${question.category}` : ""}`),
        question.choices.length ? el("ul", {}, ...question.choices.map((choice) => el("li", { dir: "auto" }, choice))) : null,
        el("h3", {}, "Wanted"), ...wanted(question),
        el("h3", {}, "Answer"),
        ...(known(answer) ? long(answer, one("answer_chars")(call), "answer") : [el("p", {}, "None.")]),
        el("h3", {}, "Verdict"), el("p", {}, badge(resultOf(call))),
        note(known(given) ? "Of the answer, this was compared:" : null),
        ...(known(given) ? long(given, 0, "given") : []),
        note(known(reason) ? "Why:" : null),
        ...(known(reason) ? long(reason, one("reason_chars")(call), "reason") : []),
        facts([["Cited", text("cited", call)], ["Judged by", text("scorer", call)]]),
        el("h3", {}, "Prompt"), ...layout(prompt), aboutPrompt(prompt),
        el("h3", {}, "Call"),
        facts([
          ["Model", modelOf(call)], ["Repeat", String(one("repeat")(call))],
          ["Time to answer", timed("seconds", call)], ["First token", timed("first", call)],
          ["A user waited", timed("felt", call)],
          ["Given up after", timed("limit", call)],
          ["Attempts", known(one("attempts")(call)) ? number(one("attempts")(call)) : null],
          ["Tokens", tokens(call)],
          ["Cost", known(one("cost")(call)) ? usd(one("cost")(call)) : "unknown"],
          ["Ended with", text("finish", call)], ["Replayed from", text("replayed", call)],
        ]),
      ];
    };

    // -- the table ---------------------------------------------------------------------
    const badge = (result) => {
      const marks = { correct: ["correct", "✓"], incorrect: ["incorrect", "✗"] };
      const [kind, mark] = marks[result] || ["otherwise", "·"];
      return el("span", { class: kind }, `${mark} ${worded(result)}`);
    };
    const short = (value) => (value.length > FEW ? `${value.slice(0, FEW)}…` : value);
    const toggle = (button, row, call) => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) row.nextElementSibling.remove();
      else row.after(el("tr", {}, el("td", { class: "detail", colspan: COLUMNS.length }, ...detail(call))));
    };
    const cell = (shown, call, row) => {
      const value = shown.value(call);
      const kind = shown.head === "Model" ? "model" : shown.lesser ? "lesser" : "";
      if (shown.head === "Question") {
        const button = el("button", { type: "button", "aria-expanded": "false", dir: "auto" }, short(value) || "(empty)");
        button.addEventListener("click", () => toggle(button, row, call));
        return el("td", { class: "question" }, button);
      }
      if (shown.head === "Result") return el("td", {}, badge(value));
      const said = known(value) ? (shown.show ? shown.show(value) : short(value)) : "";
      return el("td", { class: shown.show ? `${kind} number` : kind, dir: "auto" }, said);
    };
    const body = el("tbody");
    const status = el("p", { class: "status", role: "status" });
    const step = (words, by) => {
      const button = el("button", { type: "button" }, words);
      button.addEventListener("click", () => { state.page += by; draw(); });
      return button;
    };
    const before = step("Previous", -1), after = step("Next", 1), place = el("span", { class: "place" });
    const draw = () => {
      const first = state.page * ROWS;
      const some = state.found.slice(first, first + ROWS);
      body.replaceChildren(...some.map((call) => {
        const row = el("tr");
        row.append(...COLUMNS.map((shown) => cell(shown, call, row)));
        return row;
      }));
      status.textContent = `${number(state.found.length)} of ${number(data.count)} calls`;
      place.textContent = some.length ? `${number(first + 1)} to ${number(first + some.length)}` : "none";
      before.disabled = !first;
      after.disabled = first + ROWS >= state.found.length;
    };

    const compare = (a, b) => {
      if (!known(a) || !known(b)) return known(a) - known(b);
      if (typeof a === "number") return a - b;
      return a < b ? -1 : Number(a > b);
    };
    const heads = COLUMNS.map((shown) => {
      const button = el("button", { type: "button" }, shown.head);
      const kinds = [shown.width, shown.lesser && "lesser", shown.show && "number"].filter(Boolean);
      const head = el("th", { scope: "col", class: kinds.join(" ") }, button);
      button.addEventListener("click", () => {
        state.down = state.sort === shown && !state.down;
        state.sort = shown;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        for (const other of heads) other.firstChild.textContent = COLUMNS[heads.indexOf(other)].head;
        button.textContent = `${shown.head} ${state.down ? "▼" : "▲"}`;
        search();
      });
      return head;
    });

    const lower = new Map();
    const holds = (value, wantedText) => {
      if (value === null) return false;
      if (!lower.has(value)) lower.set(value, value.toLowerCase());
      return lower.get(value).includes(wantedText);
    };
    const box = el("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const selects = FILTERS.map((filter) => {
      const values = new Set();
      for (let call = 0; call < data.count; call += 1) values.add(filter.value(call));
      const sorted = [...values].sort(compare);
      const select = el("select", {}, el("option", { value: "" }, "all"), ...sorted.map((value, at) =>
        el("option", { value: String(at) }, known(value) ? (filter.show || String)(value) : filter.absent)));
      return { filter, select, sorted };
    });
    const search = () => {
      const wantedText = box.value.trim().toLowerCase();
      const chosen = selects.filter(({ select }) => select.value !== "")
        .map(({ filter, select, sorted }) => [filter.value, sorted[Number(select.value)]]);
      const found = [];
      for (let call = 0; call < data.count; call += 1) {
        if (!chosen.every(([value, only]) => value(call) === only)) continue;
        if (wantedText) {
          const question = questionOf(call);
          if (![question.text, question.id, text("answer", call)].some((value) => holds(value, wantedText))) continue;
        }
        found.push(call);
      }
      if (state.sort) {
        const { value } = state.sort, sign = state.down ? -1 : 1;
        found.sort((a, b) => {
          const [x, y] = [value(a), value(b)];
          if (!known(x) || !known(y)) return known(y) - known(x); // what is absent, last
          return sign * compare(x, y) || a - b;
        });
      }
      state.found = found;
      state.page = 0;
      draw();
    };
    box.addEventListener("input", search);
    for (const { select } of selects) select.addEventListener("change", search);
    const clear = el("button", { type: "button" }, "Clear");
    clear.addEventListener("click", () => {
      box.value = "";
      for (const { select } of selects) select.value = "";
      search();
    });

    home.replaceChildren(
      el("div", { class: "filters", role: "search", "aria-label": "Calls" },
        el("label", { class: "text" }, "Question, its id, or answer contains", box),
        ...selects.map(({ filter, select }) => el("label", {}, filter.name, select)), clear),
      status,
      el("table", { class: "calls" }, el("caption", { class: "note" }, "A head sorts; a question opens its call."),
        el("thead", {}, el("tr", {}, ...heads)), body),
      el("div", { class: "pages" }, before, place, after),
    );
    search();
    home.dataset.ready = "yes";
  };

  unpacked().then(build).catch((error) => {
    home.replaceChildren(el("p", { role: "alert" }, `The calls cannot be shown: ${error.message}. calls.parquet beside this page holds them.`));
    home.dataset.ready = "failed";
  });
})();
