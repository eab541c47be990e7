// The former names of `testClock`, until every test uses the new ones.
export { type TestClock as ManualClock, testClock as manualClock } from './test-clock.ts';
