/** Tests. */
package io.bascule.gateway.audit;
