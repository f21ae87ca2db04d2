package org.carrel.access;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Remembers what a call asked until it is known whether it is refused. */
@Provider
public class AskedBodies implements ReaderInterceptor {

    static final String SHA256 = "org.carrel.access.asked";

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body instanceof Asked asked) {
            context.setProperty(SHA256, asked.questionSha256());
        }
        return body;
    }
}
