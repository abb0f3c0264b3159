"""Asks the service of the test for an order, and prints what a reader of the status learns of it."""

import sys

import grpc
from google.protobuf.wrappers_pb2 import StringValue
from google.rpc.error_details_pb2 import ErrorInfo, LocalizedMessage
from grpc_status import rpc_status

address, method, languages = sys.argv[1:]
metadata = [("accept-language", languages)]
with grpc.insecure_channel(address) as channel:
    call = {"Find": channel.unary_unary, "Watch": channel.unary_stream}[method](
        f"/shop.Orders/{method}",
        request_serializer=StringValue.SerializeToString,
        response_deserializer=StringValue.FromString,
    )
    try:
        answer = call(StringValue(value="7-A"), metadata=metadata, timeout=20)
        if method == "Watch":
            for message in answer:
                print("message", message.value)
    except grpc.RpcError as error:
        status = rpc_status.from_call(error)
        print(error.code().name, error.details())
        for detail in status.details:
            for kind in (ErrorInfo(), LocalizedMessage()):
                if detail.Unpack(kind):
                    print(type(kind).__name__, str(kind).replace("\n", " ").strip())
