// The worker that lays a network out, so that the page stays free to answer. A file of its own:
// the usual worker of ForceAtlas2 is made of a blob, which the pages' policy forbids.
import iterate from "graphology-layout-forceatlas2/iterate.js";

export interface LayoutTask {
  readonly nodes: Float32Array;
  readonly edges: Float32Array;
  readonly settings: object;
  readonly rounds: number;
  /** Milliseconds between two pictures. */
  readonly every: number;
}

export interface LayoutStep {
  readonly nodes: Float32Array;
  readonly done: boolean;
}

const worker = self as unknown as {
  onmessage: (event: MessageEvent<LayoutTask>) => void;
  postMessage(message: LayoutStep): void;
};

worker.onmessage = ({ data: { nodes, edges, settings, rounds, every } }) => {
  let shown = performance.now();
  // A fixed number of rounds from fixed places: the same network looks the same every time.
  for (let round = 0; round < rounds; round += 1) {
    iterate(settings, nodes, edges);
    if (performance.now() - shown > every) {
      worker.postMessage({ nodes: nodes.slice(), done: false });
      shown = performance.now();
    }
  }
  worker.postMessage({ nodes, done: true });
};
