package org.etcdrecovery.core.keyspace;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Counts the keys of the v2 API in a {@link V2Store} of a real server. They are not in the database. */
public final class V2Keys {
    private static final String USERS = "/1/";

    private V2Keys() {}

    /** The number of keys that users have written; what cannot be read is not counted. */
    public static long count(InputStream store) {
        long keys = 0;
        String path = "";
        try (JsonParser parser = GoJson.MAPPER.createParser(store)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    continue;
                }
                String name = parser.currentName();
                token = parser.nextToken();
                if (name.equals("Path") && token == JsonToken.VALUE_STRING) {
                    path = parser.getString();
                } else if (name.equals("Children") && token == JsonToken.VALUE_NULL && path.startsWith(USERS)) {
                    keys++;
                } else if (name.equals("WatcherHub")) {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return keys;
        }
        return keys;
    }
}
