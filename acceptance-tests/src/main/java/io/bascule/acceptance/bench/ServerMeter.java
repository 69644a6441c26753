package io.bascule.acceptance.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What a server process has used, read from outside: its CPU time from the operating system, and the bytes that its
 * threads have allocated through JMX, which is attached once, before anything is measured. Of a thread that has ended
 * nothing is known, so a server that does its work on short-lived threads would look better than it is.
 */
final class ServerMeter implements AutoCloseable {
    private final ProcessHandle process;
    private final JMXConnector connector;
    private final ThreadMXBean threads;

    /**
     * What was used up to some time, or between two.
     *
     * @param cpuNs of all threads, native ones included.
     * @param bytesByThread on the heap, by the thread's id.
     */
    record Usage(long cpuNs, Map<Long, Long> bytesByThread) {
        Usage minus(Usage earlier) {
            Map<Long, Long> bytes = new HashMap<>();
            bytesByThread.forEach(
                    (thread, total) -> bytes.put(thread, total - earlier.bytesByThread.getOrDefault(thread, 0L)));
            return new Usage(cpuNs - earlier.cpuNs, bytes);
        }

        long allocatedBytes() {
            return bytesByThread.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Attaches to a JVM of this user, started by us: the address is its own, so its objects can be trusted. */
    @SuppressWarnings("BanJNDI")
    ServerMeter(ProcessHandle process) throws IOException {
        this.process = process;
        connector = JMXConnectorFactory.connect(new JMXServiceURL(startAgent(process.pid())));
        threads = ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    Usage read() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> bytesByThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            bytesByThread.put(ids[i], Math.max(0, bytes[i]));
        }
        long cpuNs = process.info().totalCpuDuration().orElseThrow().toNanos();
        return new Usage(cpuNs, bytesByThread);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    private static String startAgent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to process " + pid, e);
        }
    }
}
