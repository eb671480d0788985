/** Milliseconds to wait before a try to connect, at most; a random part between half and all of it is waited. */
const steps = [100, 300, 700, 1_500, 2_000];

/** From this try on, some two minutes in, nobody is watching closely any more. */
const patientFrom = 75;
const patient = 10_000;

/**
 * How long to wait after the nth failure in a row (0 is the first). Quick at first, and never so long in the first minutes that
 * a restarted server would have to wait five seconds for everybody; the random part keeps them from coming all at once.
 * @param random between 0 and 1
 */
export function retryDelay(failures: number, random: number): number {
  const most = failures >= patientFrom ? patient : steps[Math.min(failures, steps.length - 1)]!;
  return most * (0.5 + random / 2);
}
