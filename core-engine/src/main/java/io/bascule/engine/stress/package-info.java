/**
 * What is asked of, and answered by, a stress report: records that the venue, the wire and an operator's command share.
 * May import {@code liquidation}, for the stages of the ladder.
 */
package io.bascule.engine.stress;
