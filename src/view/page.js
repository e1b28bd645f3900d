// The page of `tidings view`: picture, filters, time, lists and documents over one graph (docs/graph-format.md).
// Names are other people's text: they are only ever set as text, never as markup.
'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const nodes = new Map(data.nodes.map(n => [n.id, n]));
const texts = new Map(data.documents.map(d => [d.id, d]));
const edges = new Map(data.edges.map(e => [e.id, e]));
// Who is called by a name says more than "officials" and "they".
const isNamed = n => (n.mentions || []).some(m => !m.form || m.form === 'name');
for (const n of data.nodes) { n.out = []; n.in = []; }
for (const e of data.edges) { nodes.get(e.source).out.push(e); nodes.get(e.target).in.push(e); }
// Countries and peoples are in everything: those who act come before them.
const saysOf = n => n.kind !== 'entity' ? 1 : !isNamed(n) ? 0.25 : ['location', 'facility', 'group'].includes(n.type) ? 0.5 : 1;
for (const n of data.nodes) n.weight = ((n.mentions || []).length + 2 * (n.out.length + n.in.length)) * saysOf(n);

const byId = id => document.getElementById(id);
const PLACES = new Set(['location', 'facility']);
const KINDS = [['person', 'people'], ['organization', 'organizations'], ['location', 'places'], ['group', 'groups'], ['other', 'other things'], ['time', 'times']];
const CERTAINTIES = [['actual', 'happened'], ['planned', 'planned'], ['possible', 'possible'], ['alleged', 'alleged'], ['hypothetical', 'only supposed'], ['negative', 'did not, or denied']];
const TOGETHER = /^(contact|aid)\.|^diplomacy\.(agree|cooperate|mediate|concede)|^statement\.(praise|promise|apologize)|^life\.marry/;
const AGAINST = /^(conflict|cyber|crime|justice)\.|^statement\.(accuse|deny|criticize|threaten)|^diplomacy\.(reject|sanction)/;
const COLOURS = {person: '#2f6db0', organization: '#2a8a5f', location: '#7a4fb0', group: '#4c7f8a', other: '#64727d', time: '#b39b2e',
                 event: '#d9772b', together: '#1f8a70', against: '#c23b3b', relation: '#6f8fb5', plain: '#8b96a1', denied: '#9aa3ab'};

const kindOf = n => n.kind === 'time' ? 'time' : n.kind === 'event' ? 'event' : PLACES.has(n.type) ? 'location' :
  ['person', 'organization', 'group'].includes(n.type) ? n.type : 'other';
const familyOf = n => n.type.split('.')[0];
const certaintyOf = n => n.polarity === 'negative' ? 'negative' : n.modality;
const toneOf = type => AGAINST.test(type) ? 'against' : TOGETHER.test(type) ? 'together' : 'plain';
const nameOf = n => n.name || n.value || '(no name)';
const mentionsOf = x => x.mentions || [];
const documentsOf = x => new Set(mentionsOf(x).map(m => m.document));
const plural = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many || one + 's'}`;
const short = (text, most) => text.length > most ? text.slice(0, most - 1).trimEnd() + '…' : text;

// ---- small pieces of page

function make(tag, options = {}, ...children) {
  const {on, data: set, ...rest} = options;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [key, value] of Object.entries(set || {})) element.dataset[key] = value;
  if (on) element.addEventListener('click', on);
  element.append(...children.filter(c => c !== null && c !== undefined && c !== ''));
  return element;
}
const bdi = text => make('bdi', {textContent: text});
const citationOf = id => { const d = texts.get(id) || {}; return [d.title || d.name || d.key || id, d.publisher, d.published].filter(Boolean).join(', '); };
const shortName = d => d.title || d.name || d.key || d.id;

// ---- days

const DAY = 86400000;
function dayOf(date, end) {
  const m = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date || '');
  if (!m) return null;
  const year = +m[1], month = m[2] ? +m[2] - 1 : end ? 11 : 0;
  const day = m[3] ? +m[3] : end ? new Date(Date.UTC(year, month + 1, 0)).getUTCDate() : 1;
  return Math.round(new Date(0).setUTCFullYear(year, month, day) / DAY);
}
const isoOf = day => new Date(day * DAY).toISOString().slice(0, 10);
for (const n of data.nodes) {
  if (n.kind !== 'event' || !n.when) continue;
  const first = dayOf(n.when.begin || n.when.end, false), last = dayOf(n.when.end || n.when.begin, true);
  if (first !== null && last !== null) n.days = [first, Math.max(first, last)];
}
const whenOf = n => !n.when ? '' : !n.when.end || n.when.begin === n.when.end ? n.when.begin : !n.when.begin ? n.when.end : `${n.when.begin} to ${n.when.end}`;
const dated = data.nodes.filter(n => n.days).sort((a, b) => a.days[0] - b.days[0]);
// Most events decide the scale of time, not a few of long ago; the sliders' ends take in what is beyond.
const cut = Math.floor(dated.length / 20);
const firstDay = dated.length ? dated[2 * cut].days[0] : 0;
const lastDay = dated.length ? Math.max(firstDay, ...dated.slice(0, dated.length - cut).map(n => Math.min(n.days[1], n.days[0] + 400))) : 0;

// ---- sentences

/** The sentence of a mention as [before, mention, after]; the mention alone where the page has no text. */
function sentenceOf(mention, owners) {
  const text = (texts.get(mention.document) || {}).text;
  let span = mention.sentence;
  for (const owner of span ? [] : owners || []) {
    const near = mentionsOf(owner).find(m => m.document === mention.document && m.sentence && m.sentence[0] <= mention.begin && mention.begin < m.sentence[1]);
    if (near) { span = near.sentence; break; }
  }
  if (!text || !span) return ['', mention.text, ''];
  const end = Math.max(span[1], mention.end);
  return [text.slice(Math.min(span[0], mention.begin), mention.begin), text.slice(mention.begin, mention.end), text.slice(mention.end, end)];
}

function quote(mention, owners) {
  const [before, words, after] = sentenceOf(mention, owners);
  const found = mention.rule ? `found by ${mention.rule}` : '';
  const score = mention.score === undefined ? '' : `score ${mention.score}`;
  return make('blockquote', {dir: 'auto'}, before, make('mark', {textContent: words}), after,
    make('cite', {}, make('button', {type: 'button', title: 'Show in the document', on: () => showText(mention)}, bdi(citationOf(mention.document))),
      [' ', mention.form, found, score].filter(Boolean).join(' · ').replace('  · ', ' · ')));
}

// ---- what is shown

const MOST = 60;  // names in the picture at first: as many as can be read
const MOST_AROUND = 12;  // of the neighbours of a name that was asked for
const state = {mode: 'links', kinds: new Set(['person', 'organization', 'location', 'group']), families: new Set(), certainties: new Set(CERTAINTIES.map(c => c[0])),
               documents: new Set(texts.keys()), least: 1, most: MOST, found: new Set(), since: firstDay, until: lastDay, undated: true, selected: null};
const families = [...new Set(data.nodes.filter(n => n.kind === 'event').map(familyOf))].sort();
families.forEach(f => state.families.add(f));

function inDocuments(x) { return mentionsOf(x).some(m => state.documents.has(m.document)); }

function inTime(n) {
  if (!n.days) return state.undated;
  const begin = state.since === firstDay ? -Infinity : state.since, end = state.until === lastDay ? Infinity : state.until;
  return n.days[1] >= begin && n.days[0] <= end;
}

const passesEvent = n => state.families.has(familyOf(n)) && state.certainties.has(certaintyOf(n)) && inTime(n) && inDocuments(n) && documentsOf(n).size >= state.least;
const passesThing = n => state.kinds.has(kindOf(n)) && inDocuments(n);

/** The nodes and lines of the picture: {nodes: [graph node], lines: [{id, from, to, facts: [event or edge], …}]}. */
function picture() {
  const shown = new Set(data.nodes.filter(n => n.kind === 'event' ? passesEvent(n) : passesThing(n)));
  return state.mode === 'events' ? everyEvent(shown) : whoWithWhom(shown);
}

const byWeight = (a, b) => b.weight - a.weight;

/** The lines of most weight, each name's weightiest among them; `always`: those that stay. */
function heaviest(lines, most, always) {
  if (lines.length <= most) return lines;
  const order = [...lines].sort((a, b) => b.weight - a.weight || b.from.weight + b.to.weight - a.from.weight - a.to.weight);
  const kept = new Set(), reached = new Set();
  for (const l of order) {
    if (always(l) || !reached.has(l.from) || !reached.has(l.to)) kept.add(l);
    reached.add(l.from).add(l.to);
  }
  for (const l of order) if (kept.size < most) kept.add(l);
  return lines.filter(l => kept.has(l));
}

/** The lines between the weightiest, and what was asked for with the weightiest around it; `all`: so many names there were. */
function linked(lines) {
  const around = new Map();
  for (const l of lines) {
    for (const [a, b] of [[l.from, l.to], [l.to, l.from]]) around.set(a, (around.get(a) || new Set()).add(b));
  }
  const names = [...around.keys()].filter(n => n.kind !== 'event').sort(byWeight);
  const kept = new Set(names.slice(0, state.most));
  for (const n of state.found) {
    if (around.has(n)) [n, ...[...around.get(n)].sort(byWeight).slice(0, MOST_AROUND)].forEach(k => kept.add(k));
  }
  // Events link names: those of two names that are here, and the weightiest of the others while there is room.
  const here = n => [...around.get(n)].filter(k => kept.has(k)).length;
  const events = [...around.keys()].filter(n => n.kind === 'event' && here(n)).sort((a, b) => (here(b) > 1) - (here(a) > 1) || byWeight(a, b));
  events.slice(0, 2 * state.most).forEach(n => kept.add(n));
  const inside = lines.filter(l => kept.has(l.from) && kept.has(l.to));
  const between = heaviest(inside, 3 * state.most, l => state.found.has(l.from) || state.found.has(l.to));
  const used = new Set(between.flatMap(l => [l.from, l.to]));
  return {nodes: data.nodes.filter(n => used.has(n)), lines: between, all: names.length};
}

function everyEvent(shown) {
  const lines = data.edges.filter(e => shown.has(nodes.get(e.source)) && shown.has(nodes.get(e.target)))
    .map(e => ({id: e.id, from: nodes.get(e.source), to: nodes.get(e.target), facts: [e], label: (e.attributes || {}).title || e.type,
                tone: e.kind === 'role' ? 'plain' : e.kind, directed: true, certainty: certaintyOf(nodes.get(e.source)), weight: 1}));
  return linked(lines);
}

// An event links those who do it to those it is done to, and equals to each other; a place is linked to who was there.
const MOST_FILLERS = 10;
function pairsOf(event, shown) {
  const roles = event.out.filter(e => e.kind === 'role' && shown.has(nodes.get(e.target)) && nodes.get(e.target).kind === 'entity');
  const filling = (...types) => [...new Set(roles.filter(e => types.includes(e.type)).map(e => nodes.get(e.target)))].slice(0, MOST_FILLERS);
  const doing = filling('agent', 'participant'), done = filling('patient', 'recipient', 'beneficiary', 'topic'), where = filling('place', 'origin', 'destination');
  const pairs = [];
  doing.forEach((a, i) => doing.slice(i + 1).forEach(b => pairs.push([a, b, false])));
  doing.forEach(a => done.forEach(b => pairs.push([a, b, true])));
  (doing.length ? doing : done).forEach(a => where.forEach(b => pairs.push([a, b, true])));
  return pairs.filter(([a, b]) => a !== b);
}

function whoWithWhom(shown) {
  const lines = new Map();
  const add = (a, b, directed, fact, label, tone, certainty) => {
    const flip = !directed && a.id > b.id;
    const [from, to] = flip ? [b, a] : [a, b];
    const key = `${from.id} ${to.id} ${tone === 'relation' ? 'r' : 'e'} ${directed ? 'd' : 'u'}`;
    if (!lines.has(key)) lines.set(key, {id: key, from, to, facts: [], labels: new Map(), tones: new Map(), directed, certainties: new Map(), weight: 0});
    const line = lines.get(key);
    if (!line.facts.includes(fact)) { line.facts.push(fact); line.weight += 1; }
    line.labels.set(label, (line.labels.get(label) || 0) + 1);
    line.tones.set(tone, (line.tones.get(tone) || 0) + 1);
    line.certainties.set(certainty, (line.certainties.get(certainty) || 0) + 1);
  };
  for (const n of data.nodes) {
    if (n.kind !== 'event' || !shown.has(n)) continue;
    for (const [a, b, directed] of pairsOf(n, shown)) add(a, b, directed, n, n.type.split('.')[1] || n.type, toneOf(n.type), certaintyOf(n));
  }
  for (const e of data.edges) {
    const a = nodes.get(e.source), b = nodes.get(e.target);
    if (e.kind === 'relation' && shown.has(a) && shown.has(b) && a !== b) add(a, b, true, e, (e.attributes || {}).title || e.type, 'relation', 'actual');
  }
  const most = counts => [...counts].sort((a, b) => b[1] - a[1])[0][0];
  return linked([...lines.values()].map(l => ({...l, tone: most(l.tones), certainty: l.certainties.has('actual') ? 'actual' : most(l.certainties),
    label: short(most(l.labels), 30) + (l.labels.size > 1 ? ` +${l.labels.size - 1}` : '')})));
}

// ---- the picture

const cy = cytoscape({
  container: byId('graph'), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, hideEdgesOnViewport: data.nodes.length > 1500, textureOnViewport: data.nodes.length > 3000,
  style: [
    {selector: 'node', style: {'background-color': 'data(colour)', width: 'data(size)', height: 'data(size)', label: 'data(label)', 'font-size': 'data(font)', color: '#1d2329',
      'text-valign': 'bottom', 'text-margin-y': 'data(gap)', 'text-wrap': 'wrap', 'text-max-width': 'data(room)', 'text-outline-color': '#fff', 'text-outline-width': 'data(halo)', 'text-outline-opacity': 0.85, 'font-family': 'system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif'}},
    {selector: 'node[kind="event"]', style: {shape: 'round-rectangle', width: 22, height: 14}},
    {selector: 'node[?unsure]', style: {'background-opacity': 0.35, 'border-width': 2, 'border-style': 'dashed', 'border-color': 'data(colour)'}},
    {selector: 'node[?denied]', style: {'background-color': COLOURS.denied}},
    {selector: 'edge', style: {width: 'data(width)', 'line-color': 'data(colour)', 'target-arrow-color': 'data(colour)', 'curve-style': 'bezier', 'arrow-scale': 0.8,
      label: 'data(label)', 'font-size': 'data(font)', color: '#4a535c', 'text-rotation': 'autorotate', 'text-outline-color': '#fff', 'text-outline-width': 'data(halo)', 'text-outline-opacity': 0.85, opacity: 0.8}},
    {selector: 'edge[?directed]', style: {'target-arrow-shape': 'triangle'}},
    {selector: 'edge[?unsure]', style: {'line-style': 'dashed'}},
    {selector: 'edge[?denied]', style: {'line-style': 'dotted'}},
    {selector: '.faded', style: {opacity: 0.12, 'text-opacity': 0.15}},
    {selector: '.near', style: {opacity: 1, 'z-index': 5}},
    {selector: '.chosen', style: {'border-width': 4, 'border-color': '#0b62c4', 'border-style': 'solid', 'line-color': '#0b62c4', 'target-arrow-color': '#0b62c4', width: 'data(wide)', 'z-index': 9}},
  ],
});

const lines = new Map();  // what is in the picture now, by id
let simulation = null;

function draw() {
  const {nodes: shown, lines: shownLines, all} = picture();
  lines.clear();
  shownLines.forEach(l => lines.set(l.id, l));
  const heaviest = Math.max(1, ...shown.map(n => n.weight));
  const places = new Map(cy.nodes().map(n => [n.id(), n.position()]));
  const elements = shown.map(n => {
    const size = n.kind === 'event' ? 22 : 14 + 34 * Math.sqrt(n.weight / heaviest);
    const certainty = n.kind === 'event' ? certaintyOf(n) : 'actual';
    return {group: 'nodes', data: {id: n.id, kind: n.kind, name: short(nameOf(n), 44), label: '', weight: n.weight, colour: COLOURS[kindOf(n)], size, wide: size, ...NO_NAME,
      unsure: certainty !== 'actual' && certainty !== 'negative', denied: certainty === 'negative'}};
  });
  for (const l of shownLines) {
    const width = Math.min(6, 1.2 + 0.9 * Math.log2(l.weight));
    const colour = {time: COLOURS.time, order: COLOURS.against, source: COLOURS.plain}[l.tone] || COLOURS[l.tone];
    elements.push({group: 'edges', data: {id: l.id, source: l.from.id, target: l.to.id, name: l.label, label: '', ...NO_NAME, colour: l.certainty === 'negative' ? COLOURS.denied : colour, width, wide: width + 3,
      directed: l.directed, unsure: l.certainty !== 'actual' && l.certainty !== 'negative', denied: l.certainty === 'negative'}});
  }
  cy.startBatch();
  cy.elements().remove();
  cy.add(elements);
  cy.endBatch();
  arrange(shown, shownLines, places);
  tell(shown, shownLines, all);
  listTimeline();
  listNames(shown);
  mark();
}

// Barnes–Hut forces in slices of time, so that the page stays quick; nodes that were there begin where they stood.
function arrange(shown, shownLines, places) {
  if (simulation) simulation.stop();
  const points = shown.map((n, i) => {
    const old = places.get(n.id), angle = i * 2.4, far = 18 * Math.sqrt(i);
    return {id: n.id, x: old ? old.x : far * Math.cos(angle), y: old ? old.y : far * Math.sin(angle), degree: 0, size: cy.getElementById(n.id).data('size')};
  });
  const at = new Map(points.map(p => [p.id, p]));
  const links = shownLines.map(l => ({source: at.get(l.from.id), target: at.get(l.to.id), weight: l.weight}));
  links.forEach(l => { l.source.degree += 1; l.target.degree += 1; });
  simulation = d3.forceSimulation(points).stop()
    .force('link', d3.forceLink(links).distance(l => 74 + l.source.size + l.target.size + 8 * Math.sqrt(Math.min(l.source.degree, l.target.degree))))
    .force('charge', d3.forceManyBody().strength(p => -220 - 14 * Math.min(p.degree, 30)).theta(0.9).distanceMax(1200))
    .force('collide', d3.forceCollide(p => p.size / 2 + (points.length <= 100 ? 34 : 22)))
    .force('x', d3.forceX(0).strength(0.04)).force('y', d3.forceY(0).strength(0.065));
  const mine = simulation, ticks = 240;
  const place = () => { cy.batch(() => points.forEach(p => cy.getElementById(p.id).position({x: p.x, y: p.y}))); };
  let done = 0;
  const slice = () => {
    if (mine !== simulation) return;
    const end = performance.now() + 30;
    for (; done < ticks && (done < 2 || performance.now() < end); ++done) mine.tick();
    if (done < ticks) { requestAnimationFrame(slice); return; }
    place();
    fit();
    document.body.dataset.arranged = String(Number(document.body.dataset.arranged || 0) + 1);
  };
  const isNew = points.filter(p => !places.has(p.id)).length * 2 > points.length;
  for (; isNew && done < 20; ++done) mine.tick();
  place();
  if (isNew) fit();
  slice();
}

// Names are as large on the screen whatever the zoom, and never on one another: the selected one and its neighbours come
// first, then the weightiest. Lines say what they are where there is room beside the names.
const NO_NAME = {font: 1, gap: 0, room: 1, halo: 0};
const LETTER = 0.56, LINE = 1.2, ROOM = 130;  // of a font's size; on the screen
function boxOfName(node, zoom) {
  const font = 11 + 5 * Math.min(1, node.data('size') / 48), p = node.renderedPosition(), name = node.data('name');
  const width = Math.min(ROOM, name.length * font * LETTER), height = Math.ceil(name.length * font * LETTER * 1.1 / ROOM) * font * LINE;
  const top = p.y + zoom * node.data('size') / 2 + 2;
  return {font, left: p.x - width / 2, right: p.x + width / 2, top, bottom: top + height};
}
function boxOfLine(edge) {
  const p = edge.renderedMidpoint(), half = edge.data('name').length * 10 * LETTER / 2, a = edge.source().renderedPosition(), b = edge.target().renderedPosition();
  const far = Math.hypot(a.x - b.x, a.y - b.y) || 1, across = half * Math.abs(a.x - b.x) / far + 6, up = half * Math.abs(a.y - b.y) / far + 6;
  return {font: 10, long: far < 2 * half + 40, left: p.x - across, right: p.x + across, top: p.y - up, bottom: p.y + up};
}
const MOST_NAMES = 400;
function placeNames() {
  const zoom = cy.zoom(), taken = [], screen = {left: 0, right: cy.width(), top: 0, bottom: cy.height()};
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const give = (element, box) => {
    const fits = meets(box, screen) && !box.long && taken.length < MOST_NAMES && !taken.some(t => meets(t, box));
    if (fits) taken.push(box);
    if (!fits && !element.data('label')) return;
    element.data(fits ? {label: element.data('name'), font: box.font / zoom, gap: 2 / zoom, room: ROOM / zoom, halo: 2 / zoom} : {label: '', ...NO_NAME});
  };
  const first = e => (e.hasClass('chosen') ? 2e9 : e.hasClass('near') ? 1e9 : 0) + (e.data('weight') || 0);
  const inOrder = elements => elements.toArray().sort((a, b) => first(b) - first(a));
  cy.batch(() => {
    cy.elements('.faded').forEach(e => { if (e.data('label')) e.data({label: '', ...NO_NAME}); });
    inOrder(cy.nodes().not('.faded')).forEach(n => give(n, boxOfName(n, zoom)));
    if (cy.edges().length < 1000) inOrder(cy.edges().not('.faded')).forEach(e => give(e, boxOfLine(e)));
  });
}
let naming = 0;
const nameSoon = () => { clearTimeout(naming); naming = setTimeout(placeNames, 60); };
cy.on('viewport', nameSoon);
cy.on('dragfree', nameSoon);

function fit() { cy.resize(); cy.fit(undefined, 40); if (cy.zoom() > 1.6) { cy.zoom(1.6); cy.center(); } }

function tell(shown, shownLines, all) {
  const events = new Set(shownLines.flatMap(l => l.facts.filter(f => f.kind === 'event')));
  const count = state.mode === 'events' ? shown.filter(n => n.kind === 'event').length : events.size;
  const names = shown.length - (state.mode === 'events' ? count : 0);
  byId('status').textContent = [names < all ? `${names.toLocaleString('en')} of ${plural(all, 'name')}` : plural(names, 'name'), plural(count, 'event'), plural(texts.size, 'document'),
    data.view && data.view.all > data.nodes.length ? `the ${data.nodes.length.toLocaleString('en')} weightiest of ${data.view.all.toLocaleString('en')} nodes` : ''].filter(Boolean).join(' · ');
}

function mark() {
  cy.batch(() => {
    cy.elements().removeClass('chosen near faded');
    const chosen = state.selected && cy.getElementById(state.selected);
    if (!chosen || chosen.empty()) return;
    const near = chosen.isNode() ? chosen.closedNeighborhood() : chosen.union(chosen.connectedNodes());
    cy.elements().not(near).addClass('faded');
    near.addClass('near');
    chosen.addClass('chosen');
  });
  nameSoon();
}

// ---- selecting, and what is told of it

function select(id, {show = true} = {}) {
  state.selected = id;
  const line = lines.get(id);
  if (!id) byId('details').replaceChildren(...overview());
  else if (line) byId('details').replaceChildren(...aboutLine(line));
  else if (nodes.has(id)) byId('details').replaceChildren(...aboutNode(nodes.get(id)));
  else if (edges.has(id)) byId('details').replaceChildren(...aboutLine({from: nodes.get(edges.get(id).source), to: nodes.get(edges.get(id).target), facts: [edges.get(id)]}));
  if (wants(id)) draw();
  else mark();
  if (show) openTab('details');
  byId('details').scrollTop = 0;
  const element = id && cy.getElementById(id);
  if (element && element.nonempty() && element.isNode()) bringIntoView(element);
  for (const item of document.querySelectorAll('.item[data-id]')) item.setAttribute('aria-current', String(item.dataset.id === id));
  for (const m of document.querySelectorAll('.text mark[data-id]')) m.classList.toggle('now', m.dataset.id === id);
}

/** Asked for, and not in the picture only because it is not among the weightiest. */
function wants(id) {
  const n = nodes.get(id);
  if (!n || state.found.has(n) || cy.getElementById(id).nonempty() || n.kind === 'event' && state.mode !== 'events') return false;
  state.found.add(n);
  return true;
}

function bringIntoView(element) {
  const box = cy.extent(), p = element.position();
  if (p.x < box.x1 || p.x > box.x2 || p.y < box.y1 || p.y > box.y2) cy.center(element);
}

function certaintyTag(n) {
  if (n.kind !== 'event') return null;
  const certainty = certaintyOf(n);
  if (certainty === 'actual') return null;
  const words = n.polarity === 'negative' ? (n.modality === 'actual' ? 'did not happen, or denied' : `not, ${n.modality}`) : n.modality;
  return make('span', {className: `tag ${certainty === 'negative' ? 'denied' : 'unsure'}`, textContent: words});
}

function item(n, extra, id = n.id) {
  return make('button', {type: 'button', className: 'item', data: {id}, on: () => select(id)},
    make('i', {className: kindOf(n)}), bdi(n.kind === 'event' ? describe(n) : nameOf(n)), ' ', certaintyTag(n), extra ? make('small', {}, extra) : null);
}

/** "Ann Lee, Bo Karlsen: meeting → Oslo": an event in one line. */
function describe(n) {
  const filling = (...types) => [...new Set(n.out.filter(e => e.kind === 'role' && types.includes(e.type)).map(e => short(nameOf(nodes.get(e.target)), 40)))].slice(0, 4).join(', ');
  const doing = filling('agent', 'participant'), done = filling('patient', 'recipient'), about = filling('topic'), where = filling('place', 'destination');
  return `${doing ? doing + ': ' : ''}${short(nameOf(n), 60)}${done ? ' → ' + done : ''}${about ? ', about ' + about : ''}${where ? ', in ' + where : ''}`;
}

function attributesOf(n) {
  return Object.entries({...(n.attributes || {}), ...(n.codes || {})}).map(([key, value]) => `${key}: ${value}`).join(' · ');
}

function aboutNode(n) {
  const parts = [make('h2', {}, bdi(nameOf(n))), make('p', {className: 'about'}, make('span', {className: 'tag', textContent: n.type}), certaintyTag(n), ' ', whenOf(n), n.value ? ` ${n.value}` : '')];
  if (n.kind === 'event') parts.push(make('p', {dir: 'auto'}, describe(n)));
  if ((n.aliases || []).length) parts.push(make('p', {className: 'about'}, 'Also ', bdi(n.aliases.slice(0, 8).join(', '))));
  if (attributesOf(n)) parts.push(make('p', {className: 'about'}, bdi(attributesOf(n))));
  const claims = (data.claims || []).filter(c => (c.events || []).includes(n.id));
  if (claims.length) parts.push(make('h3', {textContent: 'According to'}), ...claims.slice(0, 20).map(aboutClaim));
  const events = [...new Set(n.in.filter(e => e.kind === 'role').map(e => nodes.get(e.source)))];
  if (events.length) parts.push(make('h3', {textContent: plural(events.length, 'event')}), ...events.sort(byDay).slice(0, 200).map(v => item(v, whenOf(v))));
  const others = [...n.out.map(e => [e, nodes.get(e.target), '→ ']), ...n.in.filter(e => e.kind !== 'role').map(e => [e, nodes.get(e.source), '← '])];
  if (others.length) parts.push(make('h3', {textContent: 'Linked to'}), ...others.slice(0, 200).map(([e, other, arrow]) => item(other, arrow + ((e.attributes || {}).title || e.type))));
  parts.push(make('h3', {textContent: `${plural(mentionsOf(n).length, 'mention')} in ${plural(documentsOf(n).size, 'document')}`}), ...mentionsOf(n).slice(0, 60).map(m => quote(m, [n])));
  if (mentionsOf(n).length > 60) parts.push(make('p', {className: 'about', textContent: `and ${mentionsOf(n).length - 60} more`}));
  return parts;
}

// What was done before what was only said; the dated ones in order, before the others.
const dayAt = n => n.days ? n.days[0] : 1e9;
const byDay = (a, b) => (a.type === 'statement.say') - (b.type === 'statement.say') || dayAt(a) - dayAt(b);

function aboutClaim(c) {
  const source = nodes.get(c.source);
  return make('div', {}, source ? item(source) : make('span', {textContent: 'somebody'}),
    quote({document: c.document, begin: c.content.begin, end: c.content.end, text: c.content.text, form: c.form}));
}

function aboutLine(line) {
  const parts = [make('h2', {}, bdi(nameOf(line.from)), line.directed === false ? ' – ' : ' → ', bdi(nameOf(line.to)))];
  const events = line.facts.filter(f => f.kind === 'event').sort(byDay);
  for (const n of events) {
    parts.push(item(n, [n.type, whenOf(n)].filter(Boolean).join(' · ')));
    const roles = n.out.filter(e => e.kind === 'role' && (e.target === line.from.id || e.target === line.to.id));
    const said = new Set();
    for (const e of roles.reverse()) {
      const m = mentionsOf(e)[0];
      const key = m && `${m.document} ${m.begin} ${m.end}`;
      if (m && !said.has(key) && said.size < 2) { said.add(key); parts.push(quote(m, [n, line.from, line.to])); }
    }
  }
  for (const e of line.facts.filter(f => f.kind !== 'event')) {
    const from = nodes.get(e.source);
    parts.push(make('p', {className: 'about'}, make('span', {className: 'tag', textContent: e.type}), bdi(Object.values(e.attributes || {}).join(', ')), certaintyTag(from)),
      ...mentionsOf(e).slice(0, 20).map(m => quote(m, [from, nodes.get(e.target)])));
  }
  parts.push(make('h3', {textContent: 'Ends'}), item(line.from), item(line.to));
  return parts;
}

function overview() {
  const top = (kind, most) => data.nodes.filter(n => kindOf(n) === kind).sort((a, b) => b.weight - a.weight).slice(0, most);
  const parts = [make('p', {className: 'about', textContent: 'Select a name or a line in the picture, or one of these. Every line shows the words that it stands on.'})];
  for (const [kind, words, most] of [['person', 'People', 10], ['organization', 'Organizations', 8], ['location', 'Places', 8]]) {
    const list = top(kind, most);
    if (list.length) parts.push(make('h3', {textContent: words}), ...list.map(n => item(n, aboutCounts(n))));
  }
  const told = data.nodes.filter(n => n.kind === 'event').sort((a, b) => documentsOf(b).size - documentsOf(a).size || b.weight - a.weight).slice(0, 10);
  if (told.length) parts.push(make('h3', {textContent: 'Events told most'}), ...told.map(n => item(n, [n.type, whenOf(n), plural(documentsOf(n).size, 'document')].filter(Boolean).join(' · '))));
  return parts;
}

function aboutCounts(n) {
  const events = new Set(n.in.filter(e => e.kind === 'role').map(e => e.source)).size;
  const title = n.out.filter(e => e.type === 'position').map(e => (e.attributes || {}).title)[0] || (n.attributes || {}).title || (n.attributes || {}).subtype || '';
  return [title, plural(mentionsOf(n).length, 'mention'), plural(events, 'event')].filter(Boolean).join(' · ');
}

// ---- lists

function listTimeline() {
  const list = dated.filter(passesEvent);
  byId('timeline').replaceChildren(make('p', {className: 'about', textContent: list.length ? plural(list.length, 'dated event') : 'No dated events.'}),
    ...list.slice(0, 500).map(n => item(n, `${whenOf(n)} · ${n.type}`)));
}

function listNames(shown) {
  const list = shown.filter(n => n.kind !== 'event').sort((a, b) => b.weight - a.weight);
  byId('names').replaceChildren(...list.slice(0, 500).map(n => item(n, `${n.type} · ${aboutCounts(n)}`)));
}

// ---- documents

let textShown = null;
function openText(id) {
  textShown = id;
  const d = texts.get(id);
  const choice = make('select', {}, ...[...texts.values()].map(t => make('option', {value: t.id, textContent: short(shortName(t), 80), selected: t.id === id})));
  choice.setAttribute('aria-label', 'Document');
  choice.addEventListener('change', () => openText(choice.value));
  const text = make('div', {className: 'text', dir: 'auto'});
  if (d.text) text.append(...marked(d));
  else text.append('The text of this document is not in the page; these are the words that were found in it.', ...foundIn(d));
  byId('texts').replaceChildren(choice, make('p', {className: 'about'}, bdi(citationOf(id))), text);
}

function foundIn(d) {
  const found = data.nodes.flatMap(n => mentionsOf(n).filter(m => m.document === d.id).map(m => [m, n])).sort((a, b) => a[0].begin - b[0].begin);
  return found.map(([, n]) => item(n));
}

// Of mentions within one another the shortest is shown at each place.
function marked(d) {
  const spans = data.nodes.filter(n => n.kind !== 'time').flatMap(n => mentionsOf(n).filter(m => m.document === d.id).map(m => ({n, begin: m.begin, end: m.end, head: m.head})));
  for (const s of spans) if (s.head && s.end - s.begin > 60) [s.begin, s.end] = s.head;
  const cover = new Array(d.text.length).fill(null);
  spans.sort((a, b) => (b.end - b.begin) - (a.end - a.begin));
  for (const s of spans) for (let i = s.begin; i < Math.min(s.end, cover.length); ++i) cover[i] = s;
  const parts = [];
  for (let i = 0; i < cover.length;) {
    let end = i + 1;
    while (end < cover.length && cover[end] === cover[i]) ++end;
    const words = d.text.slice(i, end), s = cover[i];
    if (!s) { parts.push(make('span', {textContent: words, data: {begin: i}})); i = end; continue; }
    const m = make('mark', {textContent: words, className: kindOf(s.n), tabIndex: 0, title: `${nameOf(s.n)} (${s.n.type})`, data: {id: s.n.id, begin: i}});
    m.setAttribute('role', 'button');
    m.classList.toggle('now', s.n.id === state.selected);
    parts.push(m);
    i = end;
  }
  return parts;
}

/** The document with the mention's words in view. */
function showText(mention) {
  openText(mention.document);
  openTab('texts');
  const pieces = [...byId('texts').querySelectorAll('[data-begin]')].filter(p => +p.dataset.begin < mention.end && +p.dataset.begin + p.textContent.length > mention.begin);
  pieces.forEach(p => { if (p.tagName === 'MARK') p.classList.add('now'); });
  const first = pieces.find(p => p.tagName === 'MARK') || pieces[0];
  if (first) first.scrollIntoView({block: 'center'});
}

// ---- tabs, search, keys

const TABS = ['details', 'timeline', 'names', 'texts'];
function openTab(name) {
  if (name === 'texts' && !textShown && texts.size) openText([...texts.keys()][0]);
  for (const t of TABS) {
    const tab = byId(`tab-${t}`), chosen = t === name;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(t).hidden = !chosen;
  }
}
TABS.forEach((t, i) => {
  byId(`tab-${t}`).addEventListener('click', () => openTab(t));
  byId(`tab-${t}`).addEventListener('keydown', event => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const next = TABS[(i + step + TABS.length) % TABS.length];
    openTab(next);
    byId(`tab-${next}`).focus();
  });
});

function search(words) {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const holds = text => { const small = text.toLowerCase(); return parts.every(p => small.includes(p)); };
  return data.nodes.filter(n => holds([nameOf(n), ...(n.aliases || []), n.type].join(' '))).sort((a, b) => b.weight - a.weight).slice(0, 30);
}
byId('search').addEventListener('input', () => {
  const found = search(byId('search').value);
  byId('found').hidden = !byId('search').value.trim();
  byId('found').replaceChildren(...(found.length ? found.map(n => make('li', {}, item(n, n.type))) : [make('li', {textContent: 'Nothing is called so.'})]));
});
byId('search').addEventListener('keydown', event => {
  const first = byId('found').querySelector('.item');
  if (event.key === 'Enter' && first) first.click();
  else if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
});
byId('found').addEventListener('click', event => { if (event.target.closest('.item')) { byId('found').hidden = true; byId('search').value = ''; } });
byId('found').addEventListener('keydown', event => {
  const step = {ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling'}[event.key];
  const next = step && document.activeElement.parentElement[step];
  if (!step) return;
  event.preventDefault();
  (next ? next.querySelector('.item') : byId('search')).focus();
});
byId('texts').addEventListener('click', event => { const m = event.target.closest('mark[data-id]'); if (m) select(m.dataset.id); });
byId('texts').addEventListener('keydown', event => {
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches('mark[data-id]')) { event.preventDefault(); select(event.target.dataset.id); }
});

/** To the nearest node in a direction: among the neighbours of the selected one first. */
function go(dx, dy) {
  const here = state.selected && cy.getElementById(state.selected);
  const from = here && here.nonempty() && here.isNode() ? here : null;
  const p = from ? from.position() : {x: (cy.extent().x1 + cy.extent().x2) / 2, y: (cy.extent().y1 + cy.extent().y2) / 2};
  let best = null, least = Infinity;
  for (const n of cy.nodes()) {
    const x = n.position('x') - p.x, y = n.position('y') - p.y, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (from && n.same(from) || along <= 0 || from && aside > 2 * along) continue;
    const cost = along + 2 * aside;
    if (cost < least) { least = cost; best = n; }
  }
  if (!best && !from) best = cy.nodes()[0];
  if (best) select(best.id());
}
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
const middle = () => ({x: cy.width() / 2, y: cy.height() / 2});
const zoom = by => cy.zoom({level: cy.zoom() * by, renderedPosition: middle()});
byId('graph').addEventListener('keydown', event => {
  if (ARROWS[event.key]) { event.preventDefault(); go(...ARROWS[event.key]); }
  else if (event.key === '+' || event.key === '=') zoom(1.3);
  else if (event.key === '-') zoom(1 / 1.3);
  else if (event.key === '0') fit();
  else if (event.key === 'Enter' && state.selected) byId('details').focus();
});
document.addEventListener('keydown', event => {
  if (event.key === '/' && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); byId('search').focus(); }
  else if (event.key === 'Escape') { byId('found').hidden = true; select(null, {show: false}); }
});
byId('closer').addEventListener('click', () => zoom(1.3));
byId('farther').addEventListener('click', () => zoom(1 / 1.3));
byId('fit').addEventListener('click', fit);
cy.on('tap', event => { if (event.target === cy) select(null, {show: false}); });
cy.on('tap', 'node, edge', event => select(event.target.id()));
cy.on('mouseover', 'node, edge', () => { byId('graph').classList.add('over'); });

// ---- filters

function checks(where, list, set, countOf) {
  byId(where).replaceChildren(...list.map(([value, words]) => {
    const box = make('input', {type: 'checkbox', checked: set.has(value), value});
    box.addEventListener('change', () => { box.checked ? set.add(value) : set.delete(value); draw(); });
    const count = countOf(value);
    const dot = where === 'kinds' ? make('i', {className: value}) : null;
    return make('label', {}, box, dot, make('span', {}, bdi(words)), make('span', {className: 'count', textContent: count.toLocaleString('en')}));
  }));
}
const count = test => data.nodes.filter(test).length;
function makeFilters() {
  checks('kinds', KINDS.filter(([k]) => count(n => kindOf(n) === k)), state.kinds, k => count(n => kindOf(n) === k));
  checks('families', families.map(f => [f, f]), state.families, f => count(n => n.kind === 'event' && familyOf(n) === f));
  checks('certainties', CERTAINTIES, state.certainties, c => count(n => n.kind === 'event' && certaintyOf(n) === c));
  checks('documents', [...texts.values()].map(d => [d.id, short(shortName(d), 60)]), state.documents, id => count(n => n.kind === 'event' && documentsOf(n).has(id)));
}
for (const radio of document.querySelectorAll('[name=mode]')) radio.addEventListener('change', () => { state.mode = radio.value; select(null, {show: false}); draw(); });
byId('least').addEventListener('change', () => { state.least = Math.max(1, +byId('least').value || 1); draw(); });
byId('most').addEventListener('change', () => { state.most = Math.max(1, +byId('most').value || MOST); draw(); });
byId('all').addEventListener('click', () => { byId('most').value = state.most = data.nodes.length; draw(); });
byId('undated').addEventListener('change', () => { state.undated = byId('undated').checked; draw(); });

function makeTime() {
  byId('time').hidden = !dated.length || firstDay === lastDay;
  if (byId('time').hidden) return;
  for (const id of ['since', 'until']) {
    const slider = Object.assign(byId(id), {min: firstDay, max: lastDay, step: 1, value: state[id]});
    slider.addEventListener('input', () => {
      state.since = Math.min(+byId('since').value, +byId('until').value);
      state.until = Math.max(+byId('since').value, +byId('until').value);
      showTime();
      clearTimeout(slider.waiting);
      slider.waiting = setTimeout(draw, 120);
    });
  }
  showTime();
}
function showTime() {
  const bins = Math.min(90, lastDay - firstDay + 1), width = (lastDay - firstDay + 1) / bins;
  const heights = new Array(bins).fill(0);
  for (const n of dated) {
    if (n.days[1] < firstDay || n.days[0] > lastDay) continue;
    const a = Math.max(0, Math.floor((n.days[0] - firstDay) / width)), b = Math.min(bins - 1, Math.floor((n.days[1] - firstDay) / width));
    for (let i = a; i <= b; ++i) heights[i] += 1 / (b - a + 1);
  }
  const most = Math.max(1, ...heights);
  byId('bars').replaceChildren(...heights.map((h, i) => {
    const day = firstDay + i * width, bar = make('i', {className: day + width > state.since && day <= state.until ? 'in' : ''});
    bar.style.height = `${h === 0 ? 0 : Math.max(h >= 0.5 ? 8 : 3, 100 * h / most)}%`;
    return bar;
  }));
  byId('span').textContent = `${isoOf(state.since)} to ${isoOf(state.until)}`;
}

byId('reset').addEventListener('click', () => {
  KINDS.filter(([k]) => k !== 'other' && k !== 'time').forEach(([k]) => state.kinds.add(k));
  families.forEach(f => state.families.add(f));
  CERTAINTIES.forEach(([c]) => state.certainties.add(c));
  texts.forEach((_, id) => state.documents.add(id));
  state.found.clear();
  Object.assign(state, {least: 1, most: MOST, since: firstDay, until: lastDay, undated: true});
  byId('least').value = 1;
  byId('most').value = MOST;
  byId('undated').checked = true;
  makeFilters();
  makeTime();
  draw();
});

byId('most').value = MOST;
byId('by-document').hidden = texts.size < 2;
byId('details').replaceChildren(...overview());
makeFilters();
makeTime();
draw();
new ResizeObserver(() => cy.resize()).observe(byId('graph'));
})();
