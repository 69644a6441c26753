/**
 * The speed of the order path, measured from outside: forked servers, one raw-socket client, and a table of medians.
 *
 * <p>Owning thread: main. The client, its sessions and its drop copies are driven by one loop on that thread;
 * {@link io.bascule.acceptance.bench.ExecutorMain} runs in a process of its own.
 *
 * <p>May import: the JDK, HdrHistogram, picocli, and QuickFIX/J in the executor only. None of the product's code: the
 * venue is started from its jar.
 */
package io.bascule.acceptance.bench;
