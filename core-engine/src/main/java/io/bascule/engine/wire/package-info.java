/**
 * The SBE wire between gateways and the engine. The flyweights are generated from {@code bascule-sbe.xml} into the
 * sub-package {@code sbe}; whoever encodes or decodes owns its flyweights, none may be shared between threads. May
 * import SBE and Agrona only.
 */
package io.bascule.engine.wire;
