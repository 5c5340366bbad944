/** How long one that has just been started may take until it is ready. */
const START_MS = 300_000;
/** After the time for a program so much is waited for an answer that is on its way. */
const GRACE_MS = 2_000;

/** What answers one text after another, in their order. */
export interface Answerer {
  ask(namespace: string, text: string): void;
  /** Ends it at once. */
  end(): void;
}

/** What an answerer tells. */
export interface Events<A> {
  ready(): void;
  /** null: the program does not end. */
  answer(answer: A | null): void;
  ended(why: string): void;
}

export interface LiveOptions<A> {
  start(events: Events<A>): Answerer;
  /** A program that takes longer than this is taken for one that does not end, and another answerer takes over. */
  readonly stuckMs: number;
  /** After so many programs another takes over: what programs define is not all given back. */
  readonly most: number;
}

/** Asks an answerer that lives on, and starts another where that has ended. */
export class Live<A> {
  private running: Answerer | null = null;
  private isReady = false;
  private asked = 0;
  private answered = 0;
  private waiting: { resolve(answer: A | null): void; reject(e: Error): void }[] = [];
  private watch: NodeJS.Timeout | null = null;

  constructor(private readonly options: LiveOptions<A>) {}

  private start(): Answerer {
    const mine = <X extends unknown[]>(f: (...args: X) => void): ((...args: X) => void) => {
      return (...args) => {
        if (this.running === answerer) f(...args);
      };
    };
    this.isReady = false;
    const answerer: Answerer = this.options.start({
      ready: mine(() => {
        this.isReady = true;
        this.rewatch();
      }),
      answer: mine((answer) => {
        this.answered++;
        this.waiting.shift()?.resolve(answer);
        this.rewatch();
      }),
      ended: mine((why) => {
        // One that cannot even start would be started for ever.
        if (!this.isReady) throw new Error(`It does not start: ${why}`);
        this.running = null;
        this.giveUp(why);
      }),
    });
    return answerer;
  }

  /** What waited first is what it was at: that has no answer. The rest is asked again. */
  private giveUp(why: string): void {
    if (this.watch !== null) clearTimeout(this.watch);
    this.watch = null;
    const [stuck, ...others] = this.waiting.splice(0);
    stuck?.resolve(null);
    for (const { reject } of others) reject(new Error(why));
  }

  /** A timer that fires late may do so before the answers that are there have been read: it looks twice. */
  private rewatch(): void {
    if (this.watch !== null) clearTimeout(this.watch);
    this.watch = null;
    if (this.waiting.length === 0) return;
    this.watch = setTimeout(
      () => {
        const { answered } = this;
        this.watch = setTimeout(() => {
          if (answered === this.answered) this.stop();
        }, GRACE_MS);
      },
      this.isReady ? this.options.stuckMs : START_MS,
    );
  }

  /** The answers to texts, each run in a namespace of its own; null where there is none, since the program does not end. */
  async ask(texts: readonly string[], namespace: (i: number) => string): Promise<(A | null)[]> {
    const answers: (A | null)[] = [];
    while (answers.length < texts.length) {
      const from = answers.length;
      const settled = await Promise.allSettled(this.askRunning(texts.slice(from), (i) => namespace(from + i)));
      for (const s of settled) if (s.status === 'fulfilled') answers.push(s.value);
    }
    return answers;
  }

  private askRunning(texts: readonly string[], namespace: (i: number) => string): Promise<A | null>[] {
    if (this.asked >= this.options.most && this.waiting.length === 0) this.stop();
    if (this.running === null) {
      this.running = this.start();
      this.asked = 0;
    }
    const { running } = this;
    this.asked += texts.length;
    const answers = texts.map((text, i) => {
      running.ask(namespace(i), text);
      return new Promise<A | null>((resolve, reject) => {
        this.waiting.push({ resolve, reject });
      });
    });
    if (this.watch === null) this.rewatch();
    return answers;
  }

  /** Ends it; what it has not answered is rejected. */
  stop(): void {
    this.running?.end();
    this.running = null;
    this.giveUp('It was stopped');
  }
}
