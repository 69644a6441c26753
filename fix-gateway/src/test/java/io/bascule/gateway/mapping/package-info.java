/** Tests of the mapping: whole messages, written with | for SOH. */
package io.bascule.gateway.mapping;
