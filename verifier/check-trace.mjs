// Recomputes every published figure of a round from its printed trace alone, in another language than the service's.
// Usage: node check-trace.mjs TRACE.json   (or - for standard input). Standard library only.
// The trace holds { rules, standings, acts, draws }, or is a list of such. Every offence is one line; the exit status is 1 when there is any.
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

// ---- exact fractions ----
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const frac = (n, d = 1n) => {
  if (d < 0n) [n, d] = [-n, -d];
  const g = gcd(n, d) || 1n;
  return { n: n / g, d: d / g };
};
const parse = (text) => {
  if (text === null || text === undefined) return null;
  if (text.includes("/")) { const [n, d] = text.split("/"); return frac(BigInt(n), BigInt(d)); }
  const [whole, part = ""] = text.split(".");
  return frac(BigInt(whole + part), 10n ** BigInt(part.length));
};
const show = (f) => (f === null ? "none" : f.d === 1n ? `${f.n}` : `${f.n}/${f.d}`);
const add = (a, b) => frac(a.n * b.d + b.n * a.d, a.d * b.d);
const sub = (a, b) => frac(a.n * b.d - b.n * a.d, a.d * b.d);
const mul = (a, b) => frac(a.n * b.n, a.d * b.d);
const div = (a, b) => frac(a.n * b.d, a.d * b.n);
const cmp = (a, b) => { const l = a.n * b.d, r = b.n * a.d; return l < r ? -1 : l > r ? 1 : 0; };
const same = (a, b) => (a === null || b === null ? a === b : cmp(a, b) === 0);
const ZERO = frac(0n);
const sum = (list) => list.reduce(add, ZERO);
const whole = (n) => frac(BigInt(n));
const mean = (list) => (list.length ? div(sum(list), whole(list.length)) : null);

const rounded = (f, rounding) => {
  if (!rounding) return f;
  const scale = 10n ** BigInt(rounding.decimals);
  const top = (f.n < 0n ? -f.n : f.n) * scale;
  let units = top / f.d;
  const twice = 2n * (top % f.d);
  const up = rounding.mode === "half_up" ? twice >= f.d
    : rounding.mode === "half_even" ? twice > f.d || (twice === f.d && units % 2n === 1n) : false;
  if (up) units += 1n;
  return frac(f.n < 0n ? -units : units, scale);
};
const printed = (f, rounding) => {
  if (!rounding) return show(f);
  const scale = 10n ** BigInt(rounding.decimals);
  const units = (f.n * scale) / f.d, size = units < 0n ? -units : units;
  const part = rounding.decimals ? "." + String(size % scale).padStart(rounding.decimals, "0") : "";
  return `${units < 0n ? "-" : ""}${size / scale}${part}`;
};

// ---- what is wrong ----
const offences = [];
let checked = 0;
const must = (holds, where, what) => { checked += 1; if (!holds) offences.push(`${where}: ${what}`); };
const mustBe = (where, found, expected) =>
  must(same(found, expected), where, `printed ${show(found)}, recomputed ${show(expected)}`);
const mustEqual = (where, found, expected) =>
  must(JSON.stringify(found) === JSON.stringify(expected), where, `printed ${JSON.stringify(found)}, recomputed ${JSON.stringify(expected)}`);
const bytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

// The trace that is being checked.
let rules, standings, rows, entries, acts, draws;
const stage = (name) => {
  const found = rules.rounding.find((r) => r.stage === name);
  return found ? { decimals: found.decimals, mode: found.mode } : null;
};
const component = (id) => rules.components.find((c) => c.id === id);

// A figure: rounded as the rules say at its stage, and as it is printed.
const figure = (where, shown, exact, name) => {
  mustBe(`${where} exact`, parse(shown.exact), exact);
  const rounding = stage(name);
  mustEqual(`${where} rounding`, shown.rounding ?? null, rounding);
  mustBe(`${where} published`, parse(shown.published), rounded(exact, rounding));
  mustEqual(`${where} text`, shown.text, printed(rounded(exact, rounding), rounding));
  return rounded(exact, rounding);
};

// ---- judges ----
const total = (marks, step) => {
  const given = marks.map((m, n) => [parse(m), n]).filter(([m]) => m !== null);
  if (step.form === null) return given.length ? sum(given.map(([m]) => m)) : null;
  const complete = marks.length === step.maxima.length && given.length === marks.length;
  if (!complete && (rules.rubric.missing === "incomplete" || !given.length)) return null;
  if (step.form === "points") {
    const all = sum(given.map(([m]) => m));
    if (complete) return all;
    return div(mul(all, sum(step.maxima.map(parse))), sum(given.map(([, n]) => parse(step.maxima[n]))));
  }
  const weight = (n) => whole(step.weights[n]);
  return div(sum(given.map(([m, n]) => mul(m, weight(n)))), sum(given.map(([, n]) => weight(n))));
};

const drops = (rule, size) => {
  if (!["trimmed", "winsorised"].includes(rule.method)) return [0, 0];
  const steps = rule.trim.filter((s) => size >= s.from_sheets).sort((a, b) => b.from_sheets - a.from_sheets);
  return steps.length ? [steps[0].low, steps[0].high] : [0, 0];
};

// Low ones first, then high ones, each time the lowest name in byte order that is not yet dropped.
const choose = (values, [low, high]) => {
  const left = [...values].sort((a, b) => cmp(a[1], b[1]) || bytes(a[0], b[0]));
  const lows = left.splice(0, low);
  left.sort((a, b) => cmp(b[1], a[1]) || bytes(a[0], b[0]));
  return [lows.map(([j]) => j), left.splice(0, high).map(([j]) => j)];
};

const aggregate = (rule, values, all, proposal) => {
  const sorted = values.map(([, v]) => v).sort(cmp);
  const [low, high] = drops(rule, sorted.length);
  const kept = sorted.slice(low, sorted.length - high);
  const half = Math.floor(sorted.length / 2);
  switch (rule.method) {
    case "mean": return mean(sorted);
    case "trimmed": return mean(kept);
    case "winsorised": return mean([...Array(low).fill(kept[0]), ...kept, ...Array(high).fill(kept[kept.length - 1])]);
    case "median": return sorted.length % 2 ? sorted[half] : mean([sorted[half - 1], sorted[half]]);
    case "sum": return sum(sorted);
    case "borda": return sum(values.map(([judge]) => places(judge, all, proposal)[0]));
    case "mean_rank": return mean(values.map(([judge]) => places(judge, all, proposal)[1]));
    default: return null; // z-scores need square roots; the trace gives their exact figure as it was kept.
  }
};

// One judge's places: proposals beaten plus half of those tied with, and the fractional rank.
const places = (judge, all, proposal) => {
  const given = [...all].flatMap(([code, values]) => values.filter(([j]) => j === judge).map(([, v]) => [code, v]));
  const mine = given.find(([code]) => code === proposal)[1];
  const beaten = given.filter(([, v]) => cmp(v, mine) < 0).length;
  const tied = given.filter(([, v]) => cmp(v, mine) === 0).length - 1;
  const above = given.length - beaten - tied - 1;
  return [frac(BigInt(2 * beaten + tied), 2n), frac(BigInt(2 * above + tied + 2), 2n)];
};

// What counts of the sheets at one stage of a panel, proposal by proposal: the totals, or the marks of one criterion.
const valuesAt = (stage, owner) => {
  const at = rules.rubric?.criteria.findIndex((c) => `criterion:${c.id}` === stage) ?? -1;
  const of = (row) => row.steps.find((s) => s.step === "totals" && s.component === owner)?.sheets ?? [];
  const values = (sheets) => sheets.filter((s) => s.total !== null)
    .map((s) => [s.judge, parse(at >= 0 ? s.marks[at] : s.total)]).filter(([, value]) => value !== null);
  return new Map(entries.map((row) => [row.proposal, values(of(row))]));
};

const panel = (row, step, owner) => {
  const where = `${row.proposal} ${step.stage}`, rule = component(owner).source.rule;
  const values = step.used.map((u) => [u.judge, parse(u.value)]);
  const all = valuesAt(step.stage, owner), expected = all.get(row.proposal);
  mustEqual(`${where} judges`, values.map(([j, v]) => [j, show(v)]), expected.map(([j, v]) => [j, show(v)]));
  mustEqual(`${where} method`, step.method, rule.method);
  must(values.length >= Math.max(1, rule.quorum), where, "is below the quorum");
  const [lows, highs] = choose(values, drops(rule, values.length));
  const used = (use) => step.used.filter((u) => u.use === use).map((u) => u.judge).sort(bytes);
  mustEqual(`${where} dropped low`, used("dropped_low"), [...lows].sort(bytes));
  mustEqual(`${where} dropped high`, used("dropped_high"), [...highs].sort(bytes));
  const gone = [...step.absent, ...step.recused];
  must(new Set([...gone, ...values.map(([j]) => j)]).size === gone.length + values.length, where, "names a judge twice");
  const exact = aggregate(rule, values, all, row.proposal) ?? parse(step.figure.exact);
  return figure(where, step.figure, exact, step.stage);
};

// ---- counts and rooms, which look at all proposals ----
const across = (kind, id) => entries.flatMap((r) => r.steps.filter((s) => s.step === kind && s.component === id));
const share = (step) => {
  const counts = across("share", step.component).map((s) => s.count);
  const all = component(step.component).source.of === "total" ? counts.reduce((a, b) => a + b, 0) : Math.max(0, ...counts);
  mustEqual(`${step.component} whole`, step.whole, all);
  return all ? frac(100n * BigInt(step.count), BigInt(all)) : ZERO;
};
const place = (step) => {
  const counts = across("place", step.component).map((s) => s.count), source = component(step.component).source;
  const expected = 1 + counts.filter((c) => c > step.count).length;
  mustEqual(`${step.component} place`, step.place, expected);
  if (source.kind === "vote_rank_points") return expected <= source.points.length ? parse(source.points[expected - 1]) : ZERO;
  const points = sub(parse(source.first), mul(parse(source.step), whole(expected - 1)));
  return cmp(points, ZERO) < 0 ? ZERO : points;
};
const meanOf = (where, printedMean, figures, name, trim) => {
  const sorted = [...figures].sort(cmp);
  const kept = trim ? sorted.slice(rules.equating.drop_low, sorted.length - rules.equating.drop_high) : sorted;
  mustEqual(`${where} count`, printedMean.count, kept.length);
  mustBe(`${where} sum`, parse(printedMean.sum), sum(kept));
  mustEqual(`${where} dropped`, printedMean.dropped, trim ? [...sorted.slice(0, rules.equating.drop_low), ...sorted.slice(sorted.length - rules.equating.drop_high)].map(show) : []);
  mustBe(`${where} exact`, parse(printedMean.mean.exact), mean(kept));
  mustBe(`${where} published`, parse(printedMean.mean.published), rounded(mean(kept), stage(name)));
  return rounded(mean(kept), stage(name));
};
const equated = (row, step, raw) => {
  const where = `${row.proposal} equated`, all = across("equated", step.component);
  mustBe(`${where} raw`, parse(step.raw), raw);
  const inRoom = (room) => all.filter((s) => s.room === room).map((s) => parse(s.raw));
  const roomMean = meanOf(`${where} room`, step.room_mean, inRoom(step.room), "room_mean", true);
  const rooms = [...new Set(all.map((s) => s.room))];
  const overall = rules.equating.overall === "pooled"
    ? meanOf(`${where} overall`, step.overall_mean, all.map((s) => parse(s.raw)), "overall_mean", true)
    : meanOf(`${where} overall`, step.overall_mean, rooms.map((r) => parse(all.find((s) => s.room === r).room_mean.mean.published)), "overall_mean", false);
  if (step.method === "standard_score") return figure(where, step.figure, parse(step.figure.exact), "equated");
  if (step.method === "linear_shift") return figure(where, step.figure, add(sub(raw, roomMean), overall), "equated");
  const coefficient = rounded(div(overall, roomMean), stage("coefficient"));
  mustBe(`${where} coefficient`, parse(step.coefficient.published), coefficient);
  return figure(where, step.figure, mul(raw, coefficient), "equated");
};

// ---- one proposal ----
const totals = (row, step) => {
  const where = `${row.proposal} ${step.component}`, list = rules.rubric?.criteria ?? [];
  mustEqual(`${where} rubric`, [step.form, step.maxima, step.weights], [rules.rubric?.form ?? null, list.map((c) => c.max), list.map((c) => c.weight)]);
  for (const s of step.sheets) mustBe(`${where} total of ${s.judge}`, parse(s.total), total(s.marks, step));
};

const check = (row) => {
  const values = new Map();
  let owner = null, criteria = [];
  for (const step of row.steps) {
    const where = `${row.proposal} ${step.component ?? step.step}`;
    if (step.step === "totals") {
      [owner, criteria] = [step.component, []];
      totals(row, step);
      if (!component(owner).source.jury) {
        const whole = step.sheets.filter((s) => s.marks.every((m) => m !== null));
        const kept = [...row.sheets].sort((a, b) => bytes(a.judge, b.judge));
        mustEqual(`${where} sheets`, whole.map((s) => [s.judge, s.marks]), kept.map((s) => [s.judge, s.marks]));
      }
    } else if (step.step === "panel") {
      const value = panel(row, step, owner);
      if (step.stage === owner) values.set(owner, value);
      else criteria.push([step.stage.slice("criterion:".length), value]);
    } else if (step.step === "criteria") {
      mustEqual(`${where} parts`, step.parts.map((p) => [p.id, show(parse(p.value))]), criteria.map(([id, v]) => [id, show(v)]));
      const weight = (id) => (step.form === "points" ? frac(1n) : frac(BigInt(rules.rubric.criteria.find((c) => c.id === id).weight), 10000n));
      values.set(step.component, figure(where, step.figure, sum(criteria.map(([id, v]) => mul(v, weight(id)))), step.component));
    } else if (step.step === "approval") {
      must(step.cast >= Math.max(1, component(step.component).source.quorum), where, "is below the quorum");
      values.set(step.component, figure(where, step.figure, frac(100n * BigInt(step.approve), BigInt(step.cast)), step.component));
    } else if (step.step === "share") values.set(step.component, figure(where, step.figure, share(step), step.component));
    else if (step.step === "place") values.set(step.component, figure(where, step.figure, place(step), step.component));
    else if (step.step === "given") {
      if (step.from === "desk_review") mustBe(`${where} desk score`, parse(step.figure.exact), parse(row.desk_score));
      values.set(step.component, figure(where, step.figure, parse(step.figure.exact), step.component));
    } else if (step.step === "equated") values.set(step.component, equated(row, step, values.get(step.component)));
    else if (step.step === "sum") last(row, step, values);
    else must(false, where, `is a step that is not known: ${step.step}`);
  }
  must(row.steps.at(-1)?.step === "sum", row.proposal, "does not end in a sum");
  return values;
};

// Whoever has no score still counts in the shares, places and rankings of the others.
const checkUnscored = (row) => {
  row.steps.filter((s) => s.step === "totals").forEach((step) => totals(row, step));
  if (standings.why_unscored[row.proposal] !== "below_quorum") return;
  const stages = (c) => (c.source.scope === "criterion" ? rules.rubric.criteria.map((k) => `criterion:${k.id}`) : [c.id]);
  const few = (c) => stages(c)
    .some((stage) => valuesAt(stage, c.id).get(row.proposal).length < Math.max(1, c.source.rule.quorum));
  must(rules.components.some((c) => c.source.kind === "panel" && few(c)), row.proposal, "is not below the quorum");
};

const last = (row, step, values) => {
  const where = `${row.proposal} final`;
  mustEqual(`${where} parts`, step.parts.map((p) => [p.id, p.weight, show(parse(p.value))]),
    rules.components.map((c) => [c.id, c.weight, show(values.get(c.id) ?? null)]));
  let exact = sum(rules.components.map((c) => mul(values.get(c.id) ?? ZERO, frac(BigInt(c.weight), 10000n))));
  mustEqual(`${where} extras`, step.extras.map((e) => [e.id, e.kind, e.cap]), rules.extras.map((e) => [e.id, e.kind, e.cap]));
  for (const extra of step.extras) {
    const given = parse(extra.given), cap = parse(extra.cap);
    const counted = cmp(given, ZERO) < 0 ? ZERO : cmp(given, cap) > 0 ? cap : given;
    mustBe(`${where} ${extra.id}`, parse(extra.counted), counted);
    exact = extra.kind === "bonus" ? add(exact, counted) : sub(exact, counted);
  }
  if (rules.clip !== null && cmp(exact, parse(rules.clip)) > 0) exact = parse(rules.clip);
  figure(where, step.figure, exact, "final");
  for (const key of ["exact", "published", "text"]) mustEqual(`${where} ${key} of the standing`, row.final_score[key], step.figure[key]);
};

// ---- places, ties, lots ----
const redraw = (draw) => {
  const length = (b) => { const out = Buffer.alloc(8); out.writeBigUInt64BE(BigInt(b.length)); return out; };
  const hash = createHash("sha256").update("draw-v1").update(Buffer.from([0])), codes = [...draw.codes].sort(bytes);
  for (const part of [...draw.seed_parts, ...codes]) { const b = Buffer.from(part); hash.update(length(b)).update(b); }
  const key = hash.digest();
  let block = 0n, ready = [];
  const next = () => {
    if (!ready.length) {
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(block++);
      const out = createHmac("sha256", key).update(counter).digest();
      ready = [0, 8, 16, 24].map((at) => out.readBigUInt64BE(at));
    }
    return ready.shift();
  };
  const below = (n) => { for (;;) { const v = next(); if (v < 2n ** 64n - (2n ** 64n % n)) return v % n; } };
  for (let at = codes.length - 1; at > 0; at -= 1) { const to = Number(below(BigInt(at + 1))); [codes[at], codes[to]] = [codes[to], codes[at]]; }
  mustEqual("draw key", draw.key_hex, key.toString("hex"));
  mustEqual("draw order", draw.order, codes);
};

const countedOf = (row) => {
  const own = row.steps.find((s) => s.step === "totals" && !component(s.component).source.jury);
  return own ? own.sheets.filter((s) => s.total !== null) : [];
};
const totalsOf = (row) => countedOf(row).map((s) => [s.judge, parse(s.total)]);
const copeland = (row, group) => {
  let doubled = 0;
  const mine = totalsOf(row);
  for (const other of group.filter((o) => o !== row)) {
    const theirs = new Map(totalsOf(other));
    const lead = mine.filter(([j]) => theirs.has(j)).reduce((n, [j, v]) => n + cmp(v, theirs.get(j)), 0);
    doubled += lead > 0 ? 2 : lead === 0 ? 1 : 0;
  }
  return frac(BigInt(doubled), 2n);
};
const isPublic = (c) => /^(vote_|ballot_count|approval_rate|donation_share)/.test(c.source.kind);
const linkFigure = (link, row, group, figures) => {
  if (link.startsWith("criterion:")) {
    const at = rules.rubric.criteria.findIndex((c) => c.id === link.slice("criterion:".length));
    return mean(countedOf(row).map((s) => parse(s.marks[at])).filter((m) => m !== null));
  }
  if (link === "untrimmed_mean") return mean(totalsOf(row).map(([, v]) => v));
  if (link === "higher_lowest_mark") return totalsOf(row).map(([, v]) => v).sort(cmp)[0] ?? null;
  if (link === "public") { const c = rules.components.find(isPublic); return c ? figures.get(row.proposal).get(c.id) : null; }
  if (link === "desk_score") return parse(row.desk_score);
  if (link === "head_to_head") return copeland(row, group);
  return null;
};
const isAct = (link) => ["lot", "second_vote", "chair_decision"].includes(link);

const settle = (group, chain, rank, figures) => {
  const [link, ...rest] = chain;
  if (link === undefined || link === "shared") return [[group.map((r) => r.proposal).sort(bytes), "shared"]];
  const codes = group.map((r) => r.proposal).sort(bytes);
  const act = acts.find((a) => a.link === link && JSON.stringify(a.order.flat().sort(bytes)) === JSON.stringify(codes));
  if (isAct(link)) must(act !== undefined, codes.join(" "), `no act for ${link}`);
  const placeOf = (row) => whole(1 + (act?.order ?? []).findIndex((together) => together.includes(row.proposal)));
  const keyed = group.map((row) => [isAct(link) ? placeOf(row) : linkFigure(link, row, group, figures), row]);
  const told = standings.tie_steps.find((s) => s.rank === rank && s.link === link && JSON.stringify(Object.keys(s.figures).sort(bytes)) === JSON.stringify(codes));
  must(told !== undefined, codes.join(" "), `the trace does not show ${link}`);
  for (const [key, row] of keyed) mustBe(`${row.proposal} ${link}`, parse(told?.figures[row.proposal]), key);
  if (link === "lot" && draws.length) must(draws.some((d) => JSON.stringify(d.order) === JSON.stringify(act?.order.flat())), codes.join(" "), "no draw gives these lots");
  const better = (a, b) => (a === null || b === null ? (b !== null) - (a !== null) : isAct(link) ? cmp(a, b) : cmp(b, a));
  keyed.sort((a, b) => better(a[0], b[0]) || bytes(a[1].proposal, b[1].proposal));
  const parts = [];
  for (const [key, row] of keyed) {
    if (parts.length && same(parts.at(-1)[0], key)) parts.at(-1)[1].push(row);
    else parts.push([key, [row]]);
  }
  return parts.flatMap(([, part]) => (part.length === 1 ? [[[part[0].proposal], link]] : settle(part, rest, rank, figures)));
};

const recompute = (trace) => {
  ({ rules, standings, acts = [], draws = [] } = trace);
  rows = standings.rows;
  const unscored = Object.entries(standings.unscored_steps ?? {}).map(([proposal, steps]) => ({ proposal, steps }));
  entries = [...rows, ...unscored];
  unscored.forEach(checkUnscored);
  const figures = new Map(rows.map((row) => [row.proposal, check(row)]));
  draws.forEach(redraw);
  const lower = rules.components.some((c) => c.source.rule?.method === "mean_rank");
  const keyOf = (row) => {
    const f = parse(rules.rank_on === "exact_figure" ? row.final_score.exact : row.final_score.published);
    return lower ? sub(ZERO, f) : f;
  };
  rows.forEach((row, at) => {
    const rank = 1 + rows.filter((o) => cmp(keyOf(o), keyOf(row)) > 0).length;
    mustEqual(`${row.proposal} rank`, row.rank, rank);
    const equals = rows.filter((o) => same(keyOf(o), keyOf(row))).length;
    const better = new Set(rows.map((o) => keyOf(o)).filter((k) => cmp(k, keyOf(row)) > 0).map(show)).size;
    const styles = { competition: rank, dense: 1 + better, ordinal: 1 + at, fractional: rank + (equals - 1) / 2 };
    mustBe(`${row.proposal} printed rank`, parse(row.printed_rank), frac(BigInt(2 * styles[rules.ranking]), 2n));
  });
  for (const rank of new Set(rows.map((r) => r.rank))) {
    const group = rows.filter((r) => r.rank === rank);
    const order = group.length === 1 ? [[[group[0].proposal], null]] : settle(group, rules.tie_chain, rank, figures);
    let at = rank;
    const expected = order.flatMap(([codes, link]) => { const place = at; return codes.map((code) => [code, at++, place, link]); });
    mustEqual(`order at rank ${rank}`, group.map((r) => [r.proposal, r.award_order, r.place, r.decided_by]), expected);
    const tie = standings.ties.find((t) => t.rank === rank);
    if (group.length > 1) mustEqual(`tie at rank ${rank}`, [tie?.order, tie?.decided_by], [order.flatMap(([codes]) => codes), order[0][1]]);
  }
};

const input = JSON.parse(readFileSync(process.argv[2] === "-" ? 0 : process.argv[2], "utf8"));
[input].flat().forEach(recompute);
for (const offence of offences) console.log(offence);
console.log(`${checked} comparisons, ${offences.length} differences`);
process.exitCode = offences.length ? 1 : 0;
