import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from "lit";
import { widthOf } from "./at-once.js";
import { barsPicture, barsTable } from "./bars.js";
import { pipelinePicture, pipelineTable, waterfallPicture, waterfallTable } from "./floats.js";
import { cohortPicture, cohortTable } from "./cohort.js";
import { ChartFrame } from "./frame.js";
import { funnelPicture, funnelTable } from "./funnel.js";
import { type Manner, mannerOf } from "./manner.js";
import { MittariMenu } from "./menu.js";
import type { Stage } from "./picture.js";
import { scatterPicture, scatterTable } from "./scatter.js";
import { type SmallPicture, bulletName, bulletPicture, sparkPicture } from "./small.js";
import { stackPicture, stackTable } from "./stack.js";
import { chartStyles } from "./styles.js";
import { trendPicture, trendTable } from "./trend.js";
import type {
  BarsModel,
  BulletModel,
  ChartWords,
  CohortModel,
  FunnelModel,
  PipelineModel,
  ScatterModel,
  SparkModel,
  StackModel,
  TrendModel,
  WaterfallModel,
} from "./types.js";

export class MittariTrend extends ChartFrame<TrendModel> {
  protected override draw = trendPicture;
  protected override twin = trendTable;
  protected override isEmpty = (model: TrendModel): boolean =>
    model.series.every((series) => series.points.length === 0);
}

export class MittariBars extends ChartFrame<BarsModel> {
  protected override draw = barsPicture;
  protected override twin = barsTable;
  protected override isEmpty = (model: BarsModel): boolean => model.rows.length === 0;
}

export class MittariFunnel extends ChartFrame<FunnelModel> {
  protected override draw = funnelPicture;
  protected override twin = funnelTable;
  protected override isEmpty = (model: FunnelModel): boolean => model.stages.length === 0;
}

export class MittariWaterfall extends ChartFrame<WaterfallModel> {
  protected override draw = waterfallPicture;
  protected override twin = waterfallTable;
  protected override isEmpty = (model: WaterfallModel): boolean => model.steps.length === 0;
}

export class MittariCohort extends ChartFrame<CohortModel> {
  protected override draw = cohortPicture;
  protected override twin = cohortTable;
  protected override isEmpty = (model: CohortModel): boolean => model.rows.length === 0;
}

export class MittariStack extends ChartFrame<StackModel> {
  protected override draw = stackPicture;
  protected override twin = stackTable;
  protected override isEmpty = (model: StackModel): boolean => model.columns.length === 0;
}

export class MittariScatter extends ChartFrame<ScatterModel> {
  protected override draw = scatterPicture;
  protected override twin = scatterTable;
  protected override isEmpty = (model: ScatterModel): boolean => model.points.length === 0;
}

export class MittariPipeline extends ChartFrame<PipelineModel> {
  protected override draw = pipelinePicture;
  protected override twin = pipelineTable;
  protected override isEmpty = (model: PipelineModel): boolean => model.stages.length === 0;
}

let made = 0;

// A picture with a name and nothing to move about in.
abstract class SmallChart<Model> extends LitElement {
  static override properties = {
    model: { attribute: false },
    words: { attribute: false },
    space: { state: true },
  };
  static override styles = [
    chartStyles,
    css`
      .track { fill: var(--ink, #16191d); fill-opacity: 0.07; }
      .ground { fill: var(--ink, #16191d); }
      .goal { stroke: var(--ink, #16191d); stroke-width: 3; }
    `,
  ];

  model: Model | undefined;
  words: ChartWords | undefined;
  protected space: number;
  private readonly uid = `m${++made}`;
  private watcher: ResizeObserver | undefined;
  private manner: Manner | undefined;

  constructor() {
    super();
    this.space = 0;
  }

  protected abstract draw(model: Model, stage: Stage): SmallPicture;
  protected abstract label(model: Model, words: ChartWords): string;

  override connectedCallback(): void {
    super.connectedCallback();
    this.manner = undefined;
    this.watcher = new ResizeObserver((entries) => {
      const width = Math.floor(entries[0]?.contentRect.width ?? 0);
      if (width > 0) this.space = width;
    });
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    this.watcher?.disconnect();
    super.disconnectedCallback();
  }

  drawNow(): void {
    const width = widthOf(this);
    if (width > 0) this.space = width;
    if (this.isUpdatePending) this.performUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("words") || changed.has("space")) this.manner = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, words } = this;
    if (model === undefined || words === undefined || this.space === 0) return nothing;
    const { width, height, drawing } = this.draw(model, {
      ...(this.manner ??= mannerOf(this)),
      width: this.space,
      words,
      uid: this.uid,
      expanded: false,
    });
    return html`<svg role="img" aria-label=${this.label(model, words)} width=${width} height=${height}
      viewBox="0 0 ${width} ${height}">${drawing}</svg>`;
  }
}

export class MittariSpark extends SmallChart<SparkModel> {
  protected override draw = sparkPicture;
  protected override label = (model: SparkModel): string => model.label;
}

export class MittariBullet extends SmallChart<BulletModel> {
  protected override draw = bulletPicture;
  protected override label = bulletName;
}

declare global {
  interface HTMLElementTagNameMap {
    "mittari-trend": MittariTrend;
    "mittari-bars": MittariBars;
    "mittari-funnel": MittariFunnel;
    "mittari-waterfall": MittariWaterfall;
    "mittari-cohort": MittariCohort;
    "mittari-stack": MittariStack;
    "mittari-scatter": MittariScatter;
    "mittari-pipeline": MittariPipeline;
    "mittari-menu": MittariMenu;
    "mittari-spark": MittariSpark;
    "mittari-bullet": MittariBullet;
  }
}

const kElements: Readonly<Record<string, CustomElementConstructor>> = {
  "mittari-trend": MittariTrend,
  "mittari-bars": MittariBars,
  "mittari-funnel": MittariFunnel,
  "mittari-waterfall": MittariWaterfall,
  "mittari-cohort": MittariCohort,
  "mittari-stack": MittariStack,
  "mittari-scatter": MittariScatter,
  "mittari-pipeline": MittariPipeline,
  "mittari-menu": MittariMenu,
  "mittari-spark": MittariSpark,
  "mittari-bullet": MittariBullet,
};

// Registers every chart element; calling it twice does no harm.
export const defineCharts = (): void => {
  for (const [name, element] of Object.entries(kElements)) {
    if (customElements.get(name) === undefined) customElements.define(name, element);
  }
};
