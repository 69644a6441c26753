/** Tests of the log's host and of the service: on a real cluster where threads matter, on a fake one elsewhere. */
package io.bascule.engine.cluster;
