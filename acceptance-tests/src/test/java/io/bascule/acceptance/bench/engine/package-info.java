/** Tests of the engine's benchmarks: that they do what they say, not how fast. */
package io.bascule.acceptance.bench.engine;
