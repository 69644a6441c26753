/**
 * The sandbox: real or given prices, seeded accounts and market makers on the same engine, in virtual time, and what
 * liquidations came of it. One thread. May import core-engine's service and what it is made of; floating point makes
 * the market, never the venue.
 */
package io.bascule.acceptance.simulation;
