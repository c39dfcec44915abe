package io.depthstream.jobs.hot;

import static io.depthstream.jobs.hot.Conditions.LIMIT;
import static io.depthstream.jobs.hot.Conditions.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.JobConfig;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways a Redis is reached: cluster, sentinels, TLS, an ACL user; each with real servers. */
@Timeout(240)
class RedisDeploymentsIT {

    private static final int SLOTS = 16_384;
    /** What the README says that an ACL user needs. */
    private static final String ACL = "user feeder on >its-us ~book:* ~stream:* ~series:* &MARKET_DATA.* -@all +hello +client|setname"
            + " +ping +info +command|info +script|load +evalsha +hget +hset +xadd +exists +pexpire +publish";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void shouldFeedEachNodeOfAClusterTheSymbolsThatItHolds() throws Exception {
        final List<RedisProcess> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            final RedisProcess node = redis("node" + i, RedisProcess.freePort(), "--cluster-enabled", "yes",
                    "--cluster-port", Integer.toString(RedisProcess.freePort()));
            nodes.add(node);
            node.connection().sync().clusterAddSlots(slots(SLOTS * i / 3, SLOTS * (i + 1) / 3));
        }
        for (final RedisProcess node : nodes.subList(1, 3)) {
            meet(nodes.get(0), node);
        }
        await(() -> nodes.stream().allMatch(node -> {
            final String info = node.connection().sync().clusterInfo();
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
        }));
        final HotPublisher publisher = publisher(Map.of(
                "hot.uri", "redis-cluster://127.0.0.1:" + nodes.get(0).port() + ",127.0.0.1:" + nodes.get(1).port(),
                "hot.streamLength", "10", "hot.seriesSeconds", "600"));
        for (int i = 0; i < 200; i++) {
            publisher.offer(Books.state("SYM" + i, i + 1));
        }
        assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
        assertEquals(200, publisher.counters().published());
        assertEquals("", publisher.counters().lastError());
        for (final RedisProcess node : nodes) {
            assertTrue(node.connection().sync().dbsize() > 0, "a node holds nothing");
        }
        try (RedisClusterClient client = RedisClusterClient.create(RedisURI.create(nodes.get(0).uri()));
                StatefulRedisClusterConnection<String, String> reader = client.connect()) {
            for (int i = 0; i < 200; i++) {
                final String state = reader.sync().hget("book:XNAS:SYM" + i, "state");
                assertTrue(state != null && state.contains("\"sequence\":" + (i + 1) + ","), "SYM" + i + ": " + state);
                assertEquals(1, reader.sync().xlen("stream:PRIMARY:{book:XNAS:SYM" + i + "}"));
                assertEquals(1, reader.sync().xlen("series:{book:XNAS:SYM" + i + "}"));
            }
        }
    }

    @Test
    void shouldFollowTheSentinelsToTheNewMasterWithEverySymbol() throws Exception {
        final RedisProcess master = redis("master", RedisProcess.freePort());
        final RedisProcess replica = redis("replica", RedisProcess.freePort(), "--replicaof", "127.0.0.1 " + master.port());
        await(() -> replica.connection().sync().info("replication").contains("master_link_status:up"));
        final Path conf = Files.writeString(Files.createDirectories(folder.resolve("sentinel")).resolve("sentinel.conf"),
                "sentinel monitor books 127.0.0.1 " + master.port() + " 1\nsentinel down-after-milliseconds books 500\n"
                        + "sentinel failover-timeout books 2000\n");
        final RedisProcess sentinel = sentinel(conf);
        final HotPublisher publisher = publisher(Map.of("hot.uri", "redis-sentinel://127.0.0.1:" + sentinel.port() + "#books"));
        publisher.offer(Books.state("AAPL", 1));
        publisher.offer(Books.state("MSFT", 2));
        assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
        await(() -> sentinel.connection().sync().info("sentinel").contains("slaves=1"));

        master.kill();
        publisher.offer(Books.state("AAPL", 3));
        await(() -> publisher.counters().connects() == 2 && publisher.counters().pending() == 0);
        assertTrue(replica.connection().sync().info("replication").contains("role:master"));
        assertTrue(replica.connection().sync().hget("book:XNAS:AAPL", "state").contains("\"sequence\":3,"));
        assertTrue(replica.connection().sync().hget("book:XNAS:MSFT", "state").contains("\"sequence\":2,"));
    }

    @Test
    void shouldWorkAsAnAclUserOverTlsWithACertificateOfItsOwn() throws Exception {
        final TestCertificate server = TestCertificate.make(folder, "server");
        final TestCertificate job = TestCertificate.make(folder, "job");
        final int tlsPort = RedisProcess.freePort();
        final Path acl = Files.writeString(folder.resolve("users.acl"), "user default off\n" + ACL + "\nuser desk on nopass ~* &* +@all\n");
        redis("tls", RedisProcess.freePort(), "--tls-port", Integer.toString(tlsPort), "--tls-cert-file", server.certificate(),
                "--tls-key-file", server.key(), "--tls-ca-cert-file", job.certificate(), "--aclfile", acl.toString());
        final Map<String, String> right = Map.of(
                "hot.uri", "rediss://feeder:its-us@127.0.0.1:" + tlsPort, "hot.tlsTrust", server.certificate(),
                "hot.tlsCertificate", job.certificate(), "hot.tlsKey", job.key(), "hot.seriesSeconds", "600", "hot.streamLength", "10",
                "hot.ttlSeconds", "60");
        final HotPublisher publisher = publisher(right);
        publisher.offer(Books.state("AAPL", 1));
        assertTrue(publisher.drain(LIMIT), () -> publisher.counters().toString());
        assertEquals("1 ", publisher.counters().published() + " " + publisher.counters().lastError());

        final Map<String, String> stranger = new HashMap<>(right);
        stranger.put("hot.tlsTrust", job.certificate());
        assertTrue(refusal(stranger).contains("certif"), "a server that isn't trusted");
        final Map<String, String> impostor = new HashMap<>(right);
        impostor.put("hot.uri", "rediss://feeder:somebody@127.0.0.1:" + tlsPort);
        assertTrue(refusal(impostor).contains("WRONGPASS"), "a wrong password");
        final Map<String, String> unknown = new HashMap<>(right);
        unknown.remove("hot.tlsCertificate");
        unknown.remove("hot.tlsKey");
        refusal(unknown);
    }

    /** The error that a publisher with these settings meets; its state stays pending. */
    private String refusal(final Map<String, String> settings) throws Exception {
        final HotPublisher publisher = publisher(settings);
        publisher.offer(Books.state("MSFT", 1));
        await(() -> publisher.counters().lastError().startsWith("connect: "));
        assertEquals("0 1", publisher.counters().published() + " " + publisher.counters().pending());
        return publisher.counters().lastError();
    }

    private RedisProcess redis(final String name, final int port, final String... options) throws Exception {
        final RedisProcess redis = new RedisProcess(
                Files.createDirectories(folder.resolve(name)), RedisProcess.embedded(), port, options);
        opened.add(redis);
        return redis;
    }

    private RedisProcess sentinel(final Path conf) throws Exception {
        final RedisProcess sentinel = RedisProcess.sentinel(conf, RedisProcess.embedded());
        opened.add(sentinel);
        return sentinel;
    }

    private HotPublisher publisher(final Map<String, String> settings) {
        final Map<String, String> all = new HashMap<>(settings);
        all.put("hot.kind", "redis");
        final HotPublisher publisher = HotPublisherFactory.of(JobConfig.of(all).hot()).open(opened.size());
        opened.add(publisher);
        return publisher;
    }

    private static void meet(final RedisProcess first, final RedisProcess other) {
        final String bus = other.connection().sync().configGet("cluster-port").get("cluster-port");
        first.connection().sync().dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).add("MEET").add("127.0.0.1").add(other.port()).add(bus));
    }

    private static int[] slots(final int from, final int to) {
        final int[] slots = new int[to - from];
        for (int i = from; i < to; i++) {
            slots[i - from] = i;
        }
        return slots;
    }
}
