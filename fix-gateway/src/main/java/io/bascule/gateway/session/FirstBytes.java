package io.bascule.gateway.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** In front of TLS: says that the peer is not silent, once. */
final class FirstBytes extends ChannelInboundHandlerAdapter {
    private final FixConnection connection;

    FirstBytes(FixConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
        connection.onFirstBytes();
        context.fireChannelRead(data);
        context.pipeline().remove(this);
    }
}
