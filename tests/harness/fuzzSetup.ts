/** Before each test file: properties that name no number of runs follow FUZZ_SCALE. */
import fc from "fast-check";
import { fuzzRuns } from "./fuzz.ts";

fc.configureGlobal({ numRuns: fuzzRuns(100) });
