/** Tests of the settings: the model, the loader, and each kind of mistake that it refuses. */
package io.bascule.config;
