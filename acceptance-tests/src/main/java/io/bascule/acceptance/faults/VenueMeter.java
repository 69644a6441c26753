package io.bascule.acceptance.faults;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.TreeSet;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Heap and threads of a venue's process, read through JMX, which is attached once. */
final class VenueMeter implements AutoCloseable {
    private static final long MIB = 1024 * 1024;

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;

    /** Attaches to a JVM of this user, started by us: the address is its own, so its objects can be trusted. */
    @SuppressWarnings("BanJNDI")
    VenueMeter(ProcessHandle process) throws IOException {
        connector = JMXConnectorFactory.connect(new JMXServiceURL(startAgent(process.pid())));
        memory = ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        threads = ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    /** Heap in use now, garbage included, in MiB. */
    long usedMib() {
        return memory.getHeapMemoryUsage().getUsed() / MIB;
    }

    /** Heap in use after a full collection, in MiB. */
    long liveMib() {
        memory.gc();
        return usedMib();
    }

    /** The names of the threads that must live as long as the venue: neither the JVM's, nor a pool's, nor JMX's. */
    Set<String> ownThreads() {
        Set<String> names = new TreeSet<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            String name = thread == null ? "" : thread.getThreadName();
            if (name.startsWith("fix-loop")
                    || name.startsWith("clustered")
                    || name.startsWith("engine")
                    || name.contains("consensus")
                    || name.contains("archive")
                    || name.contains("driver")) {
                names.add(name);
            }
        }
        return names;
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
