/**
 * Speed of the engine by itself, without FIX and without its log: against exchange-core, and against fixed bars. Each
 * contender runs in a process of its own, in turn. May import {@code core-engine} and exchange-core.
 */
package io.bascule.acceptance.bench.engine;
