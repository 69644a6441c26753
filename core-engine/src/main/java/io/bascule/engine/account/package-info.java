/**
 * Accounts: cash, positions and the sums over their open orders. Owned by the engine's one thread. May import
 * {@code instrument}, {@code order} and {@code fixedpoint}.
 */
package io.bascule.engine.account;
