package org.etcdrecovery.core.contents.kubernetes;

import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON trees of bounded size whose objects are sorted by key, as kubectl prints them. */
final class Trees {
    /** How deep values may be nested. */
    static final int MAX_DEPTH = 100;
    /** How many values a tree may have: more than 1.5 MiB, the usual limit of etcd, can sensibly hold. */
    static final int MAX_NODES = 500_000;

    /** Makes nodes. */
    static final JsonNodeFactory NODES = new JsonNodeFactory() {
        private static final long serialVersionUID = 1L;

        @Override
        public ObjectNode objectNode() {
            return new ObjectNode(this, new TreeMap<>());
        }
    };

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_NODES)
                            .build())
                    .build())
            .nodeFactory(NODES)
            .build();

    private Trees() {}

    /**
     * Parses JSON.
     *
     * @throws UnreadableException if it is not JSON, or beyond the limits
     */
    static JsonNode parse(byte[] json) throws UnreadableException {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new UnreadableException("it is not JSON, or too large or too deep to be shown", e);
        }
    }
}
