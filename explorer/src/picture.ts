// The network as a picture: sigma draws, a worker lays out.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import defaults from "graphology-layout-forceatlas2/defaults.js";
import { assignLayoutChanges, graphToByteArrays } from "graphology-layout-forceatlas2/helpers.js";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { NetworkDocument, NodeKind } from "./documents";
import type { LayoutStep, LayoutTask } from "./layout";
import { styleOf } from "./page";

const LARGE = 2_000;
const LONGEST_LABEL = 48;
// A light pull and, in small networks, a strong gravity: most have many parts of two or three nodes,
// which would else lie far apart, each a blot.
const PULL = 0.3;
const GRAVITY = 0.5;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

// Points and lines are drawn in one go; sigma's discs and bars one by one, which takes a machine
// without a graphics card half a second for 10,000. Lines are all of one width, and have no arrows.
const PLAIN = {
  defaultEdgeType: "line",
  edgeProgramClasses: { line: EdgeLineProgram },
  nodeProgramClasses: { circle: NodePointProgram },
};

interface Theme {
  readonly text: string;
  readonly surface: string;
  readonly edge: string;
  readonly strong: string;
  readonly dim: string;
  readonly kinds: Readonly<Record<NodeKind, string>>;
}

const readTheme = (): Theme => ({
  text: styleOf("--text"),
  surface: styleOf("--surface"),
  edge: styleOf("--edge"),
  strong: styleOf("--edge-strong"),
  dim: styleOf("--dim"),
  kinds: { organization: styleOf("--organization"), person: styleOf("--person") },
});

export interface PictureEvents {
  /** A node was chosen, or none of them. */
  choose(node: number | null): void;
  /** The layout began, or came to its end. */
  layout(running: boolean): void;
}

/** A picture of one network; nodes go by their place in the document's list. */
export class Picture {
  readonly #graph: Graph;
  readonly #sigma: Sigma;
  readonly #events: PictureEvents;
  readonly #resizing: ResizeObserver;
  #theme = readTheme();
  #worker: Worker | null = null;
  #chosen: string | null = null;
  #hovered: string | null = null;
  #near = new Set<string>();

  /** Throws where the browser has no WebGL. */
  constructor(container: HTMLElement, network: NetworkDocument, events: PictureEvents) {
    this.#graph = drawnGraph(network);
    this.#events = events;
    const large = network.nodes.length > LARGE;
    this.#sigma = new Sigma(this.#graph, container, {
      allowInvalidContainer: true,
      ...(large ? PLAIN : { defaultEdgeType: network.directed ? "arrow" : "line" }),
      defaultDrawNodeHover: (context, data) => this.#drawHover(context, data),
      hideEdgesOnMove: large,
      labelFont: "system-ui, sans-serif",
      labelSize: 13,
      labelRenderedSizeThreshold: large ? 9 : 5,
      labelDensity: large ? 0.6 : 1.4,
      labelColor: { color: this.#theme.text },
      minCameraRatio: 0.01,
      maxCameraRatio: 3,
      zIndex: true,
      nodeReducer: (node, data) => this.#drawnNode(node, data as NodeData),
      edgeReducer: (edge, data) => this.#drawnEdge(edge, data as EdgeData),
    });
    this.#sigma.on("clickNode", ({ node }) => events.choose(Number(node)));
    this.#sigma.on("clickStage", () => events.choose(null));
    this.#sigma.on("enterNode", ({ node }) => this.#hover(node));
    this.#sigma.on("leaveNode", () => this.#hover(null));
    // The panel beside it opens and closes; sigma itself looks at the window alone.
    this.#resizing = new ResizeObserver(() => this.#sigma.resize().refresh({ skipIndexation: true }));
    this.#resizing.observe(container);
    this.#layOut(large);
  }

  /** Leaves out ties of fewer facts, and nodes that then have none. */
  showFrom(weight: number): void {
    const kept = new Set<string>();
    this.#graph.updateEachEdgeAttributes((_edge, data, source, target) => {
      const hidden = (data as EdgeData).weight < weight;
      if (!hidden) kept.add(source).add(target);
      return { ...data, hidden };
    });
    this.#graph.updateEachNodeAttributes((node, data) => ({ ...data, hidden: !kept.has(node) }));
    this.#sigma.refresh();
  }

  /** Marks a node and what it is tied to; with ``travel``, brings it to the middle. */
  choose(node: number | null, travel: boolean): void {
    this.#chosen = node === null ? null : String(node);
    this.#look();
    if (this.#chosen !== null && travel) {
      const at = this.#sigma.getNodeDisplayData(this.#chosen);
      const nearest = this.#graph.order > LARGE ? 0.1 : 0.7;
      if (at) this.#move({ x: at.x, y: at.y, ratio: Math.min(this.#sigma.getCamera().ratio, nearest) });
    }
  }

  /** Moves the view by a share of its size. */
  pan(right: number, down: number): void {
    const { x, y, ratio } = this.#sigma.getCamera().getState();
    this.#move({ x: x + right * ratio, y: y - down * ratio });
  }

  zoom(factor: number): void {
    this.#move({ ratio: this.#sigma.getCamera().getBoundedRatio(factor * this.#sigma.getCamera().ratio) });
  }

  showAll(): void {
    this.#move({ x: 0.5, y: 0.5, ratio: 1 });
  }

  /** Takes the colours of the page's style as it is now. */
  recolour(): void {
    this.#theme = readTheme();
    this.#sigma.setSetting("labelColor", { color: this.#theme.text });
  }

  stopLayout(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#events.layout(false);
  }

  close(): void {
    this.stopLayout();
    this.#resizing.disconnect();
    this.#sigma.kill();
  }

  #layOut(large: boolean): void {
    const { order } = this.#graph;
    if (order < 2) return this.#events.layout(false);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { nodes, edges } = graphToByteArrays(this.#graph, (_edge, data) => PULL * Math.sqrt(Number(data["weight"])));
    const task: LayoutTask = {
      nodes,
      edges,
      settings: { ...defaults, ...forceAtlas2.inferSettings(order), ...(large ? { barnesHutTheta: 0.9 } : { gravity: GRAVITY }) },
      rounds: large ? 250 : 600,
      every: still ? Infinity : large ? 400 : 60,
    };
    const worker = new Worker(new URL("layout.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<LayoutStep>) => {
      // A message may be under way when the worker is stopped.
      if (this.#worker !== worker) return;
      assignLayoutChanges(this.#graph, data.nodes, null);
      if (data.done) this.stopLayout();
    };
    worker.onerror = () => this.stopLayout();
    this.#worker = worker;
    this.#events.layout(true);
    worker.postMessage(task);
  }

  #move(state: Partial<{ x: number; y: number; ratio: number }>): void {
    const camera = this.#sigma.getCamera();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) camera.setState(state);
    else void camera.animate(state, { duration: 250 });
  }

  #hover(node: string | null): void {
    // Sigma shows its name. To fade all others is for small networks: here it holds up the pointer.
    if (this.#graph.order > LARGE) return;
    this.#hovered = node;
    this.#look();
  }

  /** What is looked at has changed: everything but it and what it is tied to fades. */
  #look(): void {
    const centre = this.#hovered ?? this.#chosen;
    this.#near = new Set(centre === null ? [] : [centre, ...this.#graph.neighbors(centre)]);
    this.#sigma.refresh({ skipIndexation: true });
  }

  #drawnNode(node: string, data: NodeData) {
    const centre = this.#hovered ?? this.#chosen;
    const faded = centre !== null && !this.#near.has(node);
    return {
      ...data,
      color: faded ? this.#theme.dim : this.#theme.kinds[data.kind],
      label: faded ? null : data.label,
      highlighted: node === this.#chosen,
      // Around the node looked at, everyone has a name, if it is not a crowd.
      forceLabel: centre !== null && !faded && this.#near.size <= 40,
      zIndex: faded ? 0 : 1,
    };
  }

  #drawnEdge(edge: string, data: EdgeData) {
    const centre = this.#hovered ?? this.#chosen;
    const own = centre !== null && this.#graph.hasExtremity(edge, centre);
    return {
      ...data,
      color: own ? this.#theme.strong : this.#theme.edge,
      hidden: data.hidden || (centre !== null && !own && this.#graph.size > 500),
      zIndex: own ? 1 : 0,
    };
  }

  /** Name on a plate of the page's colour; sigma's own plate is white in the dark, too. */
  #drawHover(context: CanvasRenderingContext2D, data: HoverData): void {
    const size = 13;
    context.font = `600 ${size}px system-ui, sans-serif`;
    context.fillStyle = this.#theme.surface;
    context.strokeStyle = this.#theme.strong;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
    context.fill();
    context.stroke();
    if (!data.label) return;
    const width = context.measureText(data.label).width;
    const right = data.x + data.size + 5;
    const fits = right + width + 12 < context.canvas.clientWidth;
    const left = fits ? right : Math.max(0, data.x - data.size - 17 - width);
    context.beginPath();
    context.roundRect(left, data.y - size, width + 12, size * 2, 5);
    context.fill();
    context.stroke();
    context.fillStyle = this.#theme.text;
    context.fillText(data.label, left + 6, data.y + size / 3);
  }
}

interface NodeData {
  readonly label: string;
  readonly kind: NodeKind;
  readonly hidden: boolean;
}

interface EdgeData {
  readonly weight: number;
  readonly hidden: boolean;
}

interface HoverData {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly label: string | null;
}

/** The graph to draw: those with most ties begin in the middle, all others on a spiral around. */
function drawnGraph(network: NetworkDocument): Graph {
  const graph = new Graph({ type: network.directed ? "directed" : "undirected" });
  const most = network.nodes.reduce((found, node) => Math.max(found, node.ties), 1);
  const order = network.nodes.map((_node, place) => place);
  order.sort((one, other) => (network.nodes[other]?.ties ?? 0) - (network.nodes[one]?.ties ?? 0) || one - other);
  const rank = new Map(order.map((place, index) => [place, index]));
  const base = network.nodes.length > LARGE ? 0.8 : 4;
  network.nodes.forEach((node, place) => {
    const step = (rank.get(place) ?? 0) + 0.5;
    graph.addNode(place, {
      x: 10 * Math.sqrt(step) * Math.cos(step * GOLDEN_ANGLE),
      y: 10 * Math.sqrt(step) * Math.sin(step * GOLDEN_ANGLE),
      size: base + 12 * Math.sqrt(node.ties / Math.max(most, 8)),
      label: node.name.length > LONGEST_LABEL ? `${node.name.slice(0, LONGEST_LABEL)}…` : node.name,
      kind: node.kind,
      hidden: false,
    });
  });
  for (const { source, target, weight } of network.ties) {
    const size = Math.min(6, (network.nodes.length > LARGE ? 0.4 : 1) * Math.sqrt(weight) + 0.4);
    // A body that the data ties to itself has nothing to draw.
    if (source !== target) graph.mergeEdge(source, target, { weight, size, hidden: false });
  }
  return graph;
}
